using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Supplies.Data.Migrations
{
    /// <inheritdoc />
    public partial class Dispatch : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sup_Dispatch",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OtherSiteId = table.Column<int>(nullable: false),
                    FromStoreId = table.Column<Guid>(nullable: false),
                    FromName = table.Column<string>(maxLength: 200, nullable: false),
                    ToStoreId = table.Column<Guid>(nullable: false),
                    ToName = table.Column<string>(maxLength: 200, nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Voucher = table.Column<string>(maxLength: 200, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false),
                    SentOn = table.Column<DateOnly>(nullable: false),
                    SentAt = table.Column<DateTime>(nullable: false),
                    SentBy = table.Column<Guid>(nullable: false),
                    SentByName = table.Column<string>(maxLength: 200, nullable: false),
                    SenderChecks = table.Column<int>(nullable: false),
                    ReceivedOn = table.Column<DateOnly>(nullable: true),
                    ReceivedAt = table.Column<DateTime>(nullable: true),
                    ReceivedBy = table.Column<Guid>(nullable: false),
                    ReceivedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ReceiverChecks = table.Column<int>(nullable: false),
                    ReceiptId = table.Column<Guid>(nullable: false),
                    ClosedOn = table.Column<DateOnly>(nullable: true),
                    ClosedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ClosingNote = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_Dispatch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sup_DispatchLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OtherSiteId = table.Column<int>(nullable: false),
                    DispatchId = table.Column<Guid>(nullable: false),
                    ProductId = table.Column<Guid>(nullable: false),
                    BatchId = table.Column<Guid>(nullable: false),
                    Condition = table.Column<string>(maxLength: 40, nullable: false),
                    Sent = table.Column<long>(nullable: false),
                    Accepted = table.Column<long>(nullable: false),
                    Rejected = table.Column<long>(nullable: false),
                    Missing = table.Column<long>(nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_DispatchLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_DispatchLine_sup_Dispatch_DispatchId",
                        column: x => x.DispatchId,
                        principalTable: "sup_Dispatch",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Dispatch_OtherSiteId_SentOn",
                table: "sup_Dispatch",
                columns: new[] { "OtherSiteId", "SentOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Dispatch_SiteId_SentOn",
                table: "sup_Dispatch",
                columns: new[] { "SiteId", "SentOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_Dispatch_State_SentOn",
                table: "sup_Dispatch",
                columns: new[] { "State", "SentOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_DispatchLine_DispatchId",
                table: "sup_DispatchLine",
                column: "DispatchId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_DispatchLine_OtherSiteId",
                table: "sup_DispatchLine",
                column: "OtherSiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_DispatchLine_SiteId",
                table: "sup_DispatchLine",
                column: "SiteId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sup_DispatchLine");

            migrationBuilder.DropTable(
                name: "sup_Dispatch");
        }
    }
}
