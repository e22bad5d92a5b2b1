using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Platform.Infrastructure.Data;

#nullable disable

namespace Platform.Supplies.Data.Migrations
{
    /// <inheritdoc />
    public partial class Ledger : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sup_CountMark",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Sequence = table.Column<long>(nullable: false),
                    Counted = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_CountMark", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_LedgerEntry",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    PostingId = table.Column<Guid>(nullable: false),
                    Sequence = table.Column<long>(nullable: false),
                    OccurredOn = table.Column<DateOnly>(nullable: false),
                    Quantity = table.Column<long>(nullable: false),
                    Compensates = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_LedgerEntry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_Posting",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StoreId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    OccurredOn = table.Column<DateOnly>(nullable: false),
                    EnteredAt = table.Column<DateTime>(nullable: false),
                    EnteredBy = table.Column<Guid>(nullable: false),
                    EnteredByName = table.Column<string>(maxLength: 200, nullable: false),
                    Voucher = table.Column<string>(maxLength: 200, nullable: false),
                    Counterparty = table.Column<string>(maxLength: 200, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false),
                    ReversesId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_Posting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_Product",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Code = table.Column<string>(maxLength: 30, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Specification = table.Column<string>(maxLength: 200, nullable: false),
                    Dose = table.Column<string>(maxLength: 200, nullable: false),
                    Unit = table.Column<string>(maxLength: 10, nullable: false),
                    Gtin = table.Column<string>(maxLength: 14, nullable: false),
                    InstitutionOnly = table.Column<bool>(nullable: false),
                    Active = table.Column<bool>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_Product", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_Store",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Level = table.Column<string>(maxLength: 40, nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    ParentId = table.Column<Guid>(nullable: false),
                    KeeperId = table.Column<Guid>(nullable: false),
                    Picking = table.Column<string>(maxLength: 40, nullable: false),
                    MinDaysLeft = table.Column<int>(nullable: false),
                    WholePacks = table.Column<bool>(nullable: false),
                    Active = table.Column<bool>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_Store", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_Batch",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    ProductId = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Number = table.Column<string>(maxLength: 40, nullable: false),
                    ProducedOn = table.Column<DateOnly>(nullable: true),
                    ExpiresOn = table.Column<DateOnly>(nullable: true),
                    ApprovalNumber = table.Column<string>(maxLength: 200, nullable: false),
                    HoldReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_Batch", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_Batch_sup_Product_ProductId",
                        column: x => x.ProductId,
                        principalTable: "sup_Product",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sup_ProductPack",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    ProductId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 10, nullable: false),
                    Units = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_ProductPack", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_ProductPack_sup_Product_ProductId",
                        column: x => x.ProductId,
                        principalTable: "sup_Product",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sup_StockAccount",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StoreId = table.Column<Guid>(nullable: false),
                    ProductId = table.Column<Guid>(nullable: false),
                    BatchId = table.Column<Guid>(nullable: false),
                    Condition = table.Column<string>(maxLength: 40, nullable: false),
                    Balance = table.Column<long>(nullable: false),
                    LastSequence = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_StockAccount", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_StockAccount_sup_Store_StoreId",
                        column: x => x.StoreId,
                        principalTable: "sup_Store",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Batch_ProductId_Number",
                table: "sup_Batch",
                columns: new[] { "ProductId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_CountMark_AccountId_Day",
                table: "sup_CountMark",
                columns: new[] { "AccountId", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_CountMark_SiteId_Day",
                table: "sup_CountMark",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_LedgerEntry_AccountId_OccurredOn",
                table: "sup_LedgerEntry",
                columns: new[] { "AccountId", "OccurredOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_LedgerEntry_AccountId_Sequence",
                table: "sup_LedgerEntry",
                columns: new[] { "AccountId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_LedgerEntry_PostingId",
                table: "sup_LedgerEntry",
                column: "PostingId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_LedgerEntry_SiteId_OccurredOn",
                table: "sup_LedgerEntry",
                columns: new[] { "SiteId", "OccurredOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Posting_ReversesId",
                table: "sup_Posting",
                column: "ReversesId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_Posting_SiteId",
                table: "sup_Posting",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_Posting_StoreId_OccurredOn",
                table: "sup_Posting",
                columns: new[] { "StoreId", "OccurredOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Product_DivisionId_Code",
                table: "sup_Product",
                columns: new[] { "DivisionId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_Product_Gtin",
                table: "sup_Product",
                column: "Gtin");

            migrationBuilder.CreateIndex(
                name: "IX_sup_ProductPack_ProductId_Name",
                table: "sup_ProductPack",
                columns: new[] { "ProductId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockAccount_SiteId_ProductId",
                table: "sup_StockAccount",
                columns: new[] { "SiteId", "ProductId" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_StockAccount_StoreId_BatchId_Condition",
                table: "sup_StockAccount",
                columns: new[] { "StoreId", "BatchId", "Condition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_Store_ParentId",
                table: "sup_Store",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_Store_SiteId_Name",
                table: "sup_Store",
                columns: new[] { "SiteId", "Name" },
                unique: true);

            migrationBuilder.MakeAppendOnly("sup_LedgerEntry");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sup_Batch");

            migrationBuilder.DropTable(
                name: "sup_CountMark");

            migrationBuilder.DropTable(
                name: "sup_LedgerEntry");

            migrationBuilder.DropTable(
                name: "sup_Posting");

            migrationBuilder.DropTable(
                name: "sup_ProductPack");

            migrationBuilder.DropTable(
                name: "sup_StockAccount");

            migrationBuilder.DropTable(
                name: "sup_Product");

            migrationBuilder.DropTable(
                name: "sup_Store");
        }
    }
}
