using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class MeetingKinds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ovs_MeetingAttendee_MeetingId_StaffId",
                table: "ovs_MeetingAttendee");

            migrationBuilder.DropIndex(
                name: "IX_ovs_Meeting_Period_SiteId",
                table: "ovs_Meeting");

            // What the minutes said was proven is in the proofs: reopening them takes it from there.
            migrationBuilder.DropColumn(
                name: "Studied",
                table: "ovs_Meeting");

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "ovs_Meeting",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<bool>(
                name: "Afterwards",
                table: "ovs_MeetingAttendee",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "ovs_MeetingAttendee",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "SignedAt",
                table: "ovs_MeetingAttendee",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<string>(
                name: "State",
                table: "ovs_MeetingAttendee",
                maxLength: 40,
                nullable: false,
                defaultValue: "Present");

            migrationBuilder.AddColumn<string>(
                name: "Discharges",
                table: "ovs_Meeting",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<decimal>(
                name: "Hours",
                table: "ovs_Meeting",
                precision: 18,
                scale: 4,
                nullable: false,
                defaultValue: 0m);

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "ovs_Meeting",
                maxLength: 40,
                nullable: false,
                defaultValue: "WorkMeeting");

            migrationBuilder.AddColumn<DateOnly>(
                name: "PlannedOn",
                table: "ovs_Meeting",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Topic",
                table: "ovs_Meeting",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "VillageId",
                table: "ovs_Meeting",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateIndex(
                name: "IX_ovs_MeetingAttendee_MeetingId_StaffId_Name",
                table: "ovs_MeetingAttendee",
                columns: new[] { "MeetingId", "StaffId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_MeetingAttendee_SiteId_StaffId",
                table: "ovs_MeetingAttendee",
                columns: new[] { "SiteId", "StaffId" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Meeting_Period_SiteId_Kind_Number",
                table: "ovs_Meeting",
                columns: new[] { "Period", "SiteId", "Kind", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ovs_MeetingAttendee_MeetingId_StaffId_Name",
                table: "ovs_MeetingAttendee");

            migrationBuilder.DropIndex(
                name: "IX_ovs_MeetingAttendee_SiteId_StaffId",
                table: "ovs_MeetingAttendee");

            migrationBuilder.DropIndex(
                name: "IX_ovs_Meeting_Period_SiteId_Kind_Number",
                table: "ovs_Meeting");

            migrationBuilder.DropColumn(
                name: "Afterwards",
                table: "ovs_MeetingAttendee");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "ovs_MeetingAttendee");

            migrationBuilder.DropColumn(
                name: "SignedAt",
                table: "ovs_MeetingAttendee");

            migrationBuilder.DropColumn(
                name: "State",
                table: "ovs_MeetingAttendee");

            migrationBuilder.DropColumn(
                name: "Discharges",
                table: "ovs_Meeting");

            migrationBuilder.DropColumn(
                name: "Hours",
                table: "ovs_Meeting");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "ovs_Meeting");

            migrationBuilder.DropColumn(
                name: "PlannedOn",
                table: "ovs_Meeting");

            migrationBuilder.DropColumn(
                name: "Topic",
                table: "ovs_Meeting");

            migrationBuilder.DropColumn(
                name: "VillageId",
                table: "ovs_Meeting");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "ovs_Meeting");

            migrationBuilder.AddColumn<bool>(
                name: "Studied",
                table: "ovs_Meeting",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_MeetingAttendee_MeetingId_StaffId",
                table: "ovs_MeetingAttendee",
                columns: new[] { "MeetingId", "StaffId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Meeting_Period_SiteId",
                table: "ovs_Meeting",
                columns: new[] { "Period", "SiteId" },
                unique: true);
        }
    }
}
