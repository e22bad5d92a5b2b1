using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Supplies.Data.Migrations
{
    /// <inheritdoc />
    public partial class Agreement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sup_AgreementCheck",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Night = table.Column<DateOnly>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    Nightly = table.Column<bool>(nullable: false),
                    Latest = table.Column<bool>(nullable: false),
                    Cards = table.Column<int>(nullable: false),
                    Counted = table.Column<int>(nullable: false),
                    Open = table.Column<int>(nullable: false),
                    AgreedOn = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_AgreementCheck", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_Disagreement",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Book = table.Column<long>(nullable: false),
                    Card = table.Column<long>(nullable: false),
                    Counted = table.Column<long>(nullable: true),
                    Day = table.Column<DateOnly>(nullable: true),
                    Since = table.Column<DateOnly>(nullable: false),
                    SeenOn = table.Column<DateOnly>(nullable: false),
                    EndedOn = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_Disagreement", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sup_AgreementCheck_Latest_SiteId",
                table: "sup_AgreementCheck",
                columns: new[] { "Latest", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_AgreementCheck_SiteId_Night",
                table: "sup_AgreementCheck",
                columns: new[] { "SiteId", "Night" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_Disagreement_AccountId_Kind_EndedOn",
                table: "sup_Disagreement",
                columns: new[] { "AccountId", "Kind", "EndedOn" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_Disagreement_SiteId_EndedOn",
                table: "sup_Disagreement",
                columns: new[] { "SiteId", "EndedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sup_AgreementCheck");

            migrationBuilder.DropTable(
                name: "sup_Disagreement");
        }
    }
}
