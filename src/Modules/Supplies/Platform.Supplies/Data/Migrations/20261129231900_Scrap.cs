using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Supplies.Data.Migrations
{
    /// <inheritdoc />
    public partial class Scrap : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sup_ScrapApplication",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OtherSiteId = table.Column<int>(nullable: false),
                    StoreId = table.Column<Guid>(nullable: false),
                    StoreName = table.Column<string>(maxLength: 200, nullable: false),
                    Number = table.Column<string>(maxLength: 200, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    AppliedOn = table.Column<DateOnly>(nullable: false),
                    AppliedAt = table.Column<DateTime>(nullable: false),
                    AppliedBy = table.Column<Guid>(nullable: false),
                    AppliedStaffId = table.Column<Guid>(nullable: false),
                    AppliedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false),
                    DecidedOn = table.Column<DateOnly>(nullable: true),
                    DecidedAt = table.Column<DateTime>(nullable: true),
                    DecidedBy = table.Column<Guid>(nullable: false),
                    DecidedByName = table.Column<string>(maxLength: 200, nullable: false),
                    DecisionNote = table.Column<string>(maxLength: 500, nullable: false),
                    WithdrawnAt = table.Column<DateTime>(nullable: true),
                    WithdrawnByName = table.Column<string>(maxLength: 200, nullable: false),
                    WithdrawalReason = table.Column<string>(maxLength: 200, nullable: false),
                    DisposedOn = table.Column<DateOnly>(nullable: true),
                    DisposedAt = table.Column<DateTime>(nullable: true),
                    DisposedBy = table.Column<Guid>(nullable: false),
                    DisposedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Method = table.Column<string>(maxLength: 40, nullable: true),
                    DisposalNote = table.Column<string>(maxLength: 500, nullable: false),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    Witnesses = table.Column<string>(maxLength: 200, nullable: false),
                    DisposalId = table.Column<Guid>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_ScrapApplication", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_ScrapLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OtherSiteId = table.Column<int>(nullable: false),
                    ScrapId = table.Column<Guid>(nullable: false),
                    ProductId = table.Column<Guid>(nullable: false),
                    BatchId = table.Column<Guid>(nullable: false),
                    Quantity = table.Column<long>(nullable: false),
                    Cause = table.Column<string>(maxLength: 40, nullable: false),
                    Found = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_ScrapLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_ScrapLine_sup_ScrapApplication_ScrapId",
                        column: x => x.ScrapId,
                        principalTable: "sup_ScrapApplication",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sup_ScrapApplication_OtherSiteId_AppliedOn",
                table: "sup_ScrapApplication",
                columns: new[] { "OtherSiteId", "AppliedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_ScrapApplication_SiteId_AppliedOn",
                table: "sup_ScrapApplication",
                columns: new[] { "SiteId", "AppliedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_ScrapApplication_StoreId_State",
                table: "sup_ScrapApplication",
                columns: new[] { "StoreId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_ScrapLine_BatchId",
                table: "sup_ScrapLine",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_ScrapLine_OtherSiteId",
                table: "sup_ScrapLine",
                column: "OtherSiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_ScrapLine_ScrapId",
                table: "sup_ScrapLine",
                column: "ScrapId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_ScrapLine_SiteId",
                table: "sup_ScrapLine",
                column: "SiteId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sup_ScrapLine");

            migrationBuilder.DropTable(
                name: "sup_ScrapApplication");
        }
    }
}
