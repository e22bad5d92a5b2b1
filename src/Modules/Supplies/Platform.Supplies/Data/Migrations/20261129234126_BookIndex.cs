using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Supplies.Data.Migrations
{
    /// <inheritdoc />
    public partial class BookIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_sup_LedgerEntry_AccountId_OccurredOn",
                table: "sup_LedgerEntry");

            migrationBuilder.CreateIndex(
                name: "IX_sup_LedgerEntry_AccountId_OccurredOn_Sequence_Quantity",
                table: "sup_LedgerEntry",
                columns: new[] { "AccountId", "OccurredOn", "Sequence", "Quantity" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_sup_LedgerEntry_AccountId_OccurredOn_Sequence_Quantity",
                table: "sup_LedgerEntry");

            migrationBuilder.CreateIndex(
                name: "IX_sup_LedgerEntry_AccountId_OccurredOn",
                table: "sup_LedgerEntry",
                columns: new[] { "AccountId", "OccurredOn" });
        }
    }
}
