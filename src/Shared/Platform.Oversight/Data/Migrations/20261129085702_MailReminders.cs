using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class MailReminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ovs_ReminderSubscription",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    WholeOffice = table.Column<bool>(nullable: false),
                    Active = table.Column<bool>(nullable: false),
                    RemindedOn = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_ReminderSubscription", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ReminderSubscription_Active_RemindedOn",
                table: "ovs_ReminderSubscription",
                columns: new[] { "Active", "RemindedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ReminderSubscription_SiteId_AccountId",
                table: "ovs_ReminderSubscription",
                columns: new[] { "SiteId", "AccountId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ovs_ReminderSubscription");
        }
    }
}
