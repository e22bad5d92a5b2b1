using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.StaffAttendance.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "att_AttendanceSetting",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    LimitDay = table.Column<int>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_AttendanceSetting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_ClockIn",
                columns: table => new
                {
                    StaffId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    SecondOfDay = table.Column<int>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Source = table.Column<string>(maxLength: 20, nullable: false),
                    ImportId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_ClockIn", x => new { x.StaffId, x.Day, x.SecondOfDay });
                });

            migrationBuilder.CreateTable(
                name: "att_Incident",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Seconds = table.Column<int>(nullable: false),
                    Status = table.Column<string>(maxLength: 40, nullable: false),
                    LimitOn = table.Column<DateOnly>(nullable: false),
                    RecordedBy = table.Column<Guid>(nullable: false),
                    RecordedByStaffId = table.Column<Guid>(nullable: false),
                    RecordedIn = table.Column<Guid>(nullable: false),
                    VerifiedBy = table.Column<Guid>(nullable: false),
                    VerifiedByName = table.Column<string>(maxLength: 200, nullable: false),
                    VerifiedOn = table.Column<DateOnly>(nullable: true),
                    Note = table.Column<string>(maxLength: 500, nullable: false),
                    Contradicted = table.Column<bool>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_Incident", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_MonthlySheet",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    ConfirmedBy = table.Column<Guid>(nullable: false),
                    ConfirmedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ConfirmedOn = table.Column<DateOnly>(nullable: false),
                    WithdrawnReason = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_MonthlySheet", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_WorkingHours",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Start = table.Column<int>(nullable: false),
                    End = table.Column<int>(nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(nullable: false),
                    EffectiveTo = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_WorkingHours", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_MonthlySheetLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    SheetId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Number = table.Column<string>(maxLength: 200, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Post = table.Column<string>(maxLength: 200, nullable: false),
                    WorkingDays = table.Column<int>(nullable: false),
                    CompleteDays = table.Column<int>(nullable: false),
                    Late = table.Column<int>(nullable: false),
                    Early = table.Column<int>(nullable: false),
                    Verified = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_MonthlySheetLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_att_MonthlySheetLine_att_MonthlySheet_SheetId",
                        column: x => x.SheetId,
                        principalTable: "att_MonthlySheet",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_att_AttendanceSetting_SiteId",
                table: "att_AttendanceSetting",
                column: "SiteId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_att_ClockIn_SiteId_Day",
                table: "att_ClockIn",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_att_Incident_SiteId_Day",
                table: "att_Incident",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_att_Incident_SiteId_LimitOn",
                table: "att_Incident",
                columns: new[] { "SiteId", "LimitOn" });

            migrationBuilder.CreateIndex(
                name: "IX_att_Incident_StaffId_Day_Kind",
                table: "att_Incident",
                columns: new[] { "StaffId", "Day", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_att_MonthlySheet_SiteId_Month",
                table: "att_MonthlySheet",
                columns: new[] { "SiteId", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_att_MonthlySheetLine_SheetId_StaffId",
                table: "att_MonthlySheetLine",
                columns: new[] { "SheetId", "StaffId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_att_MonthlySheetLine_SiteId",
                table: "att_MonthlySheetLine",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_att_WorkingHours_SiteId",
                table: "att_WorkingHours",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_att_WorkingHours_StaffId_EffectiveFrom",
                table: "att_WorkingHours",
                columns: new[] { "StaffId", "EffectiveFrom" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "att_AttendanceSetting");

            migrationBuilder.DropTable(
                name: "att_ClockIn");

            migrationBuilder.DropTable(
                name: "att_Incident");

            migrationBuilder.DropTable(
                name: "att_MonthlySheetLine");

            migrationBuilder.DropTable(
                name: "att_WorkingHours");

            migrationBuilder.DropTable(
                name: "att_MonthlySheet");
        }
    }
}
