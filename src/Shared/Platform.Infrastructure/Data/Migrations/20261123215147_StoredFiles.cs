using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class StoredFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "core_StoredContent",
                columns: table => new
                {
                    FileId = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Content = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_StoredContent", x => x.FileId);
                });

            migrationBuilder.CreateTable(
                name: "core_StoredFile",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 60, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Length = table.Column<long>(nullable: false),
                    Sha256 = table.Column<string>(maxLength: 64, nullable: false),
                    Options = table.Column<string>(maxLength: 2000, nullable: false),
                    UploadedBy = table.Column<Guid>(nullable: false),
                    UploadedAt = table.Column<DateTime>(nullable: false),
                    ExpiresAt = table.Column<DateTime>(nullable: false),
                    TotalRows = table.Column<int>(nullable: false),
                    GoodRows = table.Column<int>(nullable: false),
                    AppliedThrough = table.Column<int>(nullable: false),
                    Imported = table.Column<int>(nullable: false),
                    Skipped = table.Column<int>(nullable: false),
                    AppliedAt = table.Column<DateTime>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_StoredFile", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_StoredFile_ExpiresAt",
                table: "core_StoredFile",
                column: "ExpiresAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_StoredContent");

            migrationBuilder.DropTable(
                name: "core_StoredFile");
        }
    }
}
