using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.SampleModule.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "smp_Note",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    WrittenAt = table.Column<DateTime>(nullable: false),
                    Score = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Colour = table.Column<string>(maxLength: 40, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_smp_Note", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "smp_NoteCount",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Notes = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_smp_NoteCount", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_smp_Note_SiteId_Day",
                table: "smp_Note",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_smp_NoteCount_Day",
                table: "smp_NoteCount",
                column: "Day",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "smp_Note");

            migrationBuilder.DropTable(
                name: "smp_NoteCount");
        }
    }
}
