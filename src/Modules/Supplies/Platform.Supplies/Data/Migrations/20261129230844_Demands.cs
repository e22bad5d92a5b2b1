using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Supplies.Data.Migrations
{
    /// <inheritdoc />
    public partial class Demands : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "DemandId",
                table: "sup_Dispatch",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateTable(
                name: "sup_Demand",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OtherSiteId = table.Column<int>(nullable: false),
                    StoreId = table.Column<Guid>(nullable: false),
                    StoreName = table.Column<string>(maxLength: 200, nullable: false),
                    SupplierId = table.Column<Guid>(nullable: false),
                    SupplierName = table.Column<string>(maxLength: 200, nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    Months = table.Column<int>(nullable: false),
                    Supplementary = table.Column<bool>(nullable: false),
                    Voucher = table.Column<string>(maxLength: 200, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    SubmittedAt = table.Column<DateTime>(nullable: false),
                    SubmittedBy = table.Column<Guid>(nullable: false),
                    SubmittedByName = table.Column<string>(maxLength: 200, nullable: false),
                    DecidedOn = table.Column<DateOnly>(nullable: true),
                    DecidedByName = table.Column<string>(maxLength: 200, nullable: false),
                    DecisionNote = table.Column<string>(maxLength: 500, nullable: false),
                    ClosedOn = table.Column<DateOnly>(nullable: true),
                    ClosedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ClosingNote = table.Column<string>(maxLength: 500, nullable: false),
                    LastDispatchId = table.Column<Guid>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_Demand", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_DemandLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OtherSiteId = table.Column<int>(nullable: false),
                    DemandId = table.Column<Guid>(nullable: false),
                    ProductId = table.Column<Guid>(nullable: false),
                    Available = table.Column<long>(nullable: false),
                    Issued = table.Column<long>(nullable: false),
                    Computed = table.Column<long>(nullable: false),
                    Requested = table.Column<long>(nullable: false),
                    Approved = table.Column<long>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_DemandLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_DemandLine_sup_Demand_DemandId",
                        column: x => x.DemandId,
                        principalTable: "sup_Demand",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Dispatch_DemandId",
                table: "sup_Dispatch",
                column: "DemandId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_Dispatch_ToStoreId_State",
                table: "sup_Dispatch",
                columns: new[] { "ToStoreId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Demand_OtherSiteId_State_SubmittedAt",
                table: "sup_Demand",
                columns: new[] { "OtherSiteId", "State", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Demand_SiteId_SubmittedAt",
                table: "sup_Demand",
                columns: new[] { "SiteId", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Demand_StoreId_Period",
                table: "sup_Demand",
                columns: new[] { "StoreId", "Period" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_DemandLine_DemandId_ProductId",
                table: "sup_DemandLine",
                columns: new[] { "DemandId", "ProductId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sup_DemandLine_OtherSiteId",
                table: "sup_DemandLine",
                column: "OtherSiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_DemandLine_SiteId",
                table: "sup_DemandLine",
                column: "SiteId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sup_DemandLine");

            migrationBuilder.DropTable(
                name: "sup_Demand");

            migrationBuilder.DropIndex(
                name: "IX_sup_Dispatch_DemandId",
                table: "sup_Dispatch");

            migrationBuilder.DropIndex(
                name: "IX_sup_Dispatch_ToStoreId_State",
                table: "sup_Dispatch");

            migrationBuilder.DropColumn(
                name: "DemandId",
                table: "sup_Dispatch");
        }
    }
}
