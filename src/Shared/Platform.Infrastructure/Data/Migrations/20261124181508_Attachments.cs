using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class Attachments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "core_Attachment",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 60, nullable: false),
                    RecordRef = table.Column<string>(maxLength: 120, nullable: false),
                    Name = table.Column<string>(maxLength: 120, nullable: false),
                    Type = table.Column<string>(maxLength: 40, nullable: false),
                    Length = table.Column<long>(nullable: false),
                    Sha256 = table.Column<string>(maxLength: 64, nullable: false),
                    AddedById = table.Column<Guid>(nullable: false),
                    AddedBy = table.Column<string>(maxLength: 200, nullable: false),
                    AddedAt = table.Column<DateTime>(nullable: false),
                    RemovedBy = table.Column<string>(maxLength: 200, nullable: false),
                    RemoveReason = table.Column<string>(maxLength: 200, nullable: false),
                    RemovedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_Attachment", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_Attachment_RecordRef_Kind",
                table: "core_Attachment",
                columns: new[] { "RecordRef", "Kind" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_Attachment");
        }
    }
}
