using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.StaffAttendance.Data.Migrations
{
    /// <inheritdoc />
    public partial class IncidentsAndReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Other",
                table: "att_MonthlySheetLine",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Detail",
                table: "att_Incident",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Manual",
                table: "att_Incident",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ObjectedOn",
                table: "att_Incident",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Objection",
                table: "att_Incident",
                maxLength: 40,
                nullable: false,
                defaultValue: "None");

            migrationBuilder.AddColumn<string>(
                name: "ObjectionAnswer",
                table: "att_Incident",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ObjectionDecidedByName",
                table: "att_Incident",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "ObjectionDecidedOn",
                table: "att_Incident",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ObjectionText",
                table: "att_Incident",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ReportReceiver",
                table: "att_AttendanceSetting",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ReportSender",
                table: "att_AttendanceSetting",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "att_IncidentReport",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Incidents = table.Column<int>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Sender = table.Column<string>(maxLength: 200, nullable: false),
                    Receiver = table.Column<string>(maxLength: 200, nullable: false),
                    Text = table.Column<string>(maxLength: 4000, nullable: false),
                    DraftedOn = table.Column<DateOnly>(nullable: false),
                    SignedBy = table.Column<Guid>(nullable: false),
                    SignedByName = table.Column<string>(maxLength: 200, nullable: false),
                    SignedOn = table.Column<DateOnly>(nullable: true),
                    SentByName = table.Column<string>(maxLength: 200, nullable: false),
                    SentOn = table.Column<DateOnly>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_IncidentReport", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_att_IncidentReport_SiteId_DraftedOn",
                table: "att_IncidentReport",
                columns: new[] { "SiteId", "DraftedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_att_IncidentReport_StaffId_Year",
                table: "att_IncidentReport",
                columns: new[] { "StaffId", "Year" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "att_IncidentReport");

            migrationBuilder.DropColumn(
                name: "Other",
                table: "att_MonthlySheetLine");

            migrationBuilder.DropColumn(
                name: "Detail",
                table: "att_Incident");

            migrationBuilder.DropColumn(
                name: "Manual",
                table: "att_Incident");

            migrationBuilder.DropColumn(
                name: "ObjectedOn",
                table: "att_Incident");

            migrationBuilder.DropColumn(
                name: "Objection",
                table: "att_Incident");

            migrationBuilder.DropColumn(
                name: "ObjectionAnswer",
                table: "att_Incident");

            migrationBuilder.DropColumn(
                name: "ObjectionDecidedByName",
                table: "att_Incident");

            migrationBuilder.DropColumn(
                name: "ObjectionDecidedOn",
                table: "att_Incident");

            migrationBuilder.DropColumn(
                name: "ObjectionText",
                table: "att_Incident");

            migrationBuilder.DropColumn(
                name: "ReportReceiver",
                table: "att_AttendanceSetting");

            migrationBuilder.DropColumn(
                name: "ReportSender",
                table: "att_AttendanceSetting");
        }
    }
}
