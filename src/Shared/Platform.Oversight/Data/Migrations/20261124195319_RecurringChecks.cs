using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class RecurringChecks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "FirstMonth",
                table: "ovs_Schedule",
                newName: "FirstOn");

            migrationBuilder.RenameColumn(
                name: "DayOfMonth",
                table: "ovs_Schedule",
                newName: "Day");

            migrationBuilder.AddColumn<string>(
                name: "Cadence",
                table: "ovs_Schedule",
                maxLength: 40,
                nullable: false,
                defaultValue: "Monthly");

            migrationBuilder.AddColumn<string>(
                name: "Checks",
                table: "ovs_Schedule",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Month",
                table: "ovs_Schedule",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "DayRule",
                table: "ovs_Schedule",
                maxLength: 40,
                nullable: false,
                defaultValue: "Literal");

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "ovs_Schedule",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "ovs_Schedule",
                maxLength: 40,
                nullable: false,
                defaultValue: "CloseMonth");

            migrationBuilder.AddColumn<bool>(
                name: "LastMonth",
                table: "ovs_Schedule",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Checks",
                table: "ovs_Run",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "RetryOf",
                table: "ovs_Run",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<Guid>(
                name: "ScheduleId",
                table: "ovs_Run",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Run_ScheduleId",
                table: "ovs_Run",
                column: "ScheduleId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ovs_Run_ScheduleId",
                table: "ovs_Run");

            migrationBuilder.DropColumn(
                name: "Cadence",
                table: "ovs_Schedule");

            migrationBuilder.DropColumn(
                name: "Checks",
                table: "ovs_Schedule");

            migrationBuilder.DropColumn(
                name: "Month",
                table: "ovs_Schedule");

            migrationBuilder.DropColumn(
                name: "DayRule",
                table: "ovs_Schedule");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "ovs_Schedule");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "ovs_Schedule");

            migrationBuilder.DropColumn(
                name: "LastMonth",
                table: "ovs_Schedule");

            migrationBuilder.DropColumn(
                name: "Checks",
                table: "ovs_Run");

            migrationBuilder.DropColumn(
                name: "RetryOf",
                table: "ovs_Run");

            migrationBuilder.DropColumn(
                name: "ScheduleId",
                table: "ovs_Run");

            migrationBuilder.RenameColumn(
                name: "FirstOn",
                table: "ovs_Schedule",
                newName: "FirstMonth");

            migrationBuilder.RenameColumn(
                name: "Day",
                table: "ovs_Schedule",
                newName: "DayOfMonth");
        }
    }
}
