using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.StaffAttendance.Data.Migrations
{
    /// <inheritdoc />
    public partial class Rosters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "att_DutyRoster",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    PublishedByName = table.Column<string>(maxLength: 200, nullable: false),
                    PublishedOn = table.Column<DateOnly>(nullable: true),
                    WithdrawnReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_DutyRoster", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_ShiftSwap",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ShiftId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    ShiftName = table.Column<string>(maxLength: 20, nullable: false),
                    FromStaffId = table.Column<Guid>(nullable: false),
                    ToStaffId = table.Column<Guid>(nullable: false),
                    ReturnShiftId = table.Column<Guid>(nullable: false),
                    ReturnDay = table.Column<DateOnly>(nullable: true),
                    ReturnName = table.Column<string>(maxLength: 20, nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    AskedAt = table.Column<DateTime>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    AnsweredAt = table.Column<DateTime>(nullable: true),
                    Answer = table.Column<string>(maxLength: 200, nullable: false),
                    SeenByName = table.Column<string>(maxLength: 200, nullable: false),
                    SeenOn = table.Column<DateOnly>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_ShiftSwap", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_ShiftTemplate",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Name = table.Column<string>(maxLength: 20, nullable: false),
                    Start = table.Column<int>(nullable: false),
                    End = table.Column<int>(nullable: false),
                    People = table.Column<int>(nullable: false),
                    Days = table.Column<string>(maxLength: 40, nullable: false),
                    Active = table.Column<bool>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_ShiftTemplate", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_DutyShift",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    RosterId = table.Column<Guid>(nullable: false),
                    TemplateId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Name = table.Column<string>(maxLength: 20, nullable: false),
                    Start = table.Column<int>(nullable: false),
                    End = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    ChangeNote = table.Column<string>(maxLength: 300, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_DutyShift", x => x.Id);
                    table.ForeignKey(
                        name: "FK_att_DutyShift_att_DutyRoster_RosterId",
                        column: x => x.RosterId,
                        principalTable: "att_DutyRoster",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_att_DutyRoster_SiteId_Month",
                table: "att_DutyRoster",
                columns: new[] { "SiteId", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_att_DutyShift_RosterId_Day_TemplateId_StaffId",
                table: "att_DutyShift",
                columns: new[] { "RosterId", "Day", "TemplateId", "StaffId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_att_DutyShift_SiteId_Day",
                table: "att_DutyShift",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_att_DutyShift_StaffId_Day",
                table: "att_DutyShift",
                columns: new[] { "StaffId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_att_ShiftSwap_ShiftId",
                table: "att_ShiftSwap",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_att_ShiftSwap_SiteId_State",
                table: "att_ShiftSwap",
                columns: new[] { "SiteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_att_ShiftTemplate_SiteId_Name",
                table: "att_ShiftTemplate",
                columns: new[] { "SiteId", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "att_DutyShift");

            migrationBuilder.DropTable(
                name: "att_ShiftSwap");

            migrationBuilder.DropTable(
                name: "att_ShiftTemplate");

            migrationBuilder.DropTable(
                name: "att_DutyRoster");
        }
    }
}
