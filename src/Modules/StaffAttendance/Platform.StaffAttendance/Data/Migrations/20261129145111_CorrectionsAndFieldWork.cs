using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.StaffAttendance.Data.Migrations
{
    /// <inheritdoc />
    public partial class CorrectionsAndFieldWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_att_MonthlySheet_SiteId_Month",
                table: "att_MonthlySheet");

            migrationBuilder.AddColumn<int>(
                name: "FieldDays",
                table: "att_MonthlySheetLine",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "FieldOpen",
                table: "att_MonthlySheetLine",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "LateCorrections",
                table: "att_MonthlySheetLine",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Revision",
                table: "att_MonthlySheet",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "RevisionReason",
                table: "att_MonthlySheet",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "LockDay",
                table: "att_AttendanceSetting",
                nullable: false,
                defaultValue: 5);

            migrationBuilder.CreateTable(
                name: "att_ClockInCorrection",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    SecondOfDay = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Source = table.Column<string>(maxLength: 40, nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    AfterLock = table.Column<bool>(nullable: false),
                    MadeBy = table.Column<Guid>(nullable: false),
                    MadeByName = table.Column<string>(maxLength: 200, nullable: false),
                    MadeOn = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_ClockInCorrection", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_FieldTrip",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    From = table.Column<int>(nullable: false),
                    To = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(maxLength: 200, nullable: false),
                    RequestKey = table.Column<Guid>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    ConfirmedBy = table.Column<Guid>(nullable: false),
                    ConfirmedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ConfirmedOn = table.Column<DateOnly>(nullable: true),
                    Note = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_FieldTrip", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_att_MonthlySheet_SiteId_Month_Revision",
                table: "att_MonthlySheet",
                columns: new[] { "SiteId", "Month", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_att_ClockInCorrection_SiteId_MadeOn",
                table: "att_ClockInCorrection",
                columns: new[] { "SiteId", "MadeOn" });

            migrationBuilder.CreateIndex(
                name: "IX_att_ClockInCorrection_StaffId_Day",
                table: "att_ClockInCorrection",
                columns: new[] { "StaffId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_att_FieldTrip_SiteId_Day",
                table: "att_FieldTrip",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_att_FieldTrip_StaffId_Day",
                table: "att_FieldTrip",
                columns: new[] { "StaffId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_att_FieldTrip_StaffId_RequestKey",
                table: "att_FieldTrip",
                columns: new[] { "StaffId", "RequestKey" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "att_ClockInCorrection");

            migrationBuilder.DropTable(
                name: "att_FieldTrip");

            migrationBuilder.DropIndex(
                name: "IX_att_MonthlySheet_SiteId_Month_Revision",
                table: "att_MonthlySheet");

            migrationBuilder.DropColumn(
                name: "FieldDays",
                table: "att_MonthlySheetLine");

            migrationBuilder.DropColumn(
                name: "FieldOpen",
                table: "att_MonthlySheetLine");

            migrationBuilder.DropColumn(
                name: "LateCorrections",
                table: "att_MonthlySheetLine");

            migrationBuilder.DropColumn(
                name: "Revision",
                table: "att_MonthlySheet");

            migrationBuilder.DropColumn(
                name: "RevisionReason",
                table: "att_MonthlySheet");

            migrationBuilder.DropColumn(
                name: "LockDay",
                table: "att_AttendanceSetting");

            migrationBuilder.CreateIndex(
                name: "IX_att_MonthlySheet_SiteId_Month",
                table: "att_MonthlySheet",
                columns: new[] { "SiteId", "Month" },
                unique: true);
        }
    }
}
