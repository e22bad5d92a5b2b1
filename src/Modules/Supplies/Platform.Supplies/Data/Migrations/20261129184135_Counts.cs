using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Supplies.Data.Migrations
{
    /// <inheritdoc />
    public partial class Counts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sup_StockCount",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StoreId = table.Column<Guid>(nullable: false),
                    Quarter = table.Column<DateOnly>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    BegunBy = table.Column<Guid>(nullable: false),
                    BegunByName = table.Column<string>(maxLength: 200, nullable: false),
                    BegunAt = table.Column<DateTime>(nullable: false),
                    ClosedBy = table.Column<Guid>(nullable: false),
                    ClosedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ClosedAt = table.Column<DateTime>(nullable: true),
                    VoidReason = table.Column<string>(maxLength: 200, nullable: false),
                    SignKey = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_StockCount", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_StockCount_sup_Store_StoreId",
                        column: x => x.StoreId,
                        principalTable: "sup_Store",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sup_StockCountSave",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    CountId = table.Column<Guid>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    Lines = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_StockCountSave", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_StockCountLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    CountId = table.Column<Guid>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Book = table.Column<long>(nullable: false),
                    Sequence = table.Column<long>(nullable: false),
                    Counted = table.Column<long>(nullable: false),
                    CountedAt = table.Column<DateTime>(nullable: false),
                    CountedOn = table.Column<DateOnly>(nullable: false),
                    CountedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Cause = table.Column<string>(maxLength: 40, nullable: false),
                    Words = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_StockCountLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_StockCountLine_sup_StockCount_CountId",
                        column: x => x.CountId,
                        principalTable: "sup_StockCount",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockCount_SiteId_Quarter",
                table: "sup_StockCount",
                columns: new[] { "SiteId", "Quarter" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockCount_StoreId_Quarter",
                table: "sup_StockCount",
                columns: new[] { "StoreId", "Quarter" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockCountLine_AccountId",
                table: "sup_StockCountLine",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockCountLine_CountId_AccountId",
                table: "sup_StockCountLine",
                columns: new[] { "CountId", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockCountLine_SiteId",
                table: "sup_StockCountLine",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockCountSave_CountId",
                table: "sup_StockCountSave",
                column: "CountId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockCountSave_SiteId",
                table: "sup_StockCountSave",
                column: "SiteId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sup_StockCountLine");

            migrationBuilder.DropTable(
                name: "sup_StockCountSave");

            migrationBuilder.DropTable(
                name: "sup_StockCount");
        }
    }
}
