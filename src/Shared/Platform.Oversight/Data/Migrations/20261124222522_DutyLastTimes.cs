using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class DutyLastTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_ovs_DutyFulfilment_DutyCode_SiteId_OccurredOn",
                table: "ovs_DutyFulfilment",
                columns: new[] { "DutyCode", "SiteId", "OccurredOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ovs_DutyFulfilment_DutyCode_SiteId_OccurredOn",
                table: "ovs_DutyFulfilment");
        }
    }
}
