using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class TrainingRecords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ovs_TrainingPerson",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    RecordId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    Post = table.Column<string>(maxLength: 200, nullable: false),
                    Dropped = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_TrainingPerson", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_TrainingRecord",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    HeldOn = table.Column<DateOnly>(nullable: false),
                    Topic = table.Column<string>(maxLength: 200, nullable: false),
                    Hours = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Trainer = table.Column<string>(maxLength: 100, nullable: false),
                    Note = table.Column<string>(maxLength: 1000, nullable: false),
                    RecordedBy = table.Column<string>(maxLength: 100, nullable: false),
                    RecordedOn = table.Column<DateOnly>(nullable: false),
                    Edition = table.Column<int>(nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_TrainingRecord", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_TrainingPerson_RecordId_StaffId",
                table: "ovs_TrainingPerson",
                columns: new[] { "RecordId", "StaffId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_TrainingPerson_SiteId_StaffId",
                table: "ovs_TrainingPerson",
                columns: new[] { "SiteId", "StaffId" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_TrainingRecord_SiteId_HeldOn",
                table: "ovs_TrainingRecord",
                columns: new[] { "SiteId", "HeldOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ovs_TrainingPerson");

            migrationBuilder.DropTable(
                name: "ovs_TrainingRecord");
        }
    }
}
