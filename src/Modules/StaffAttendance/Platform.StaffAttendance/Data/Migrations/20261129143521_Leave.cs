using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.StaffAttendance.Data.Migrations
{
    /// <inheritdoc />
    public partial class Leave : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LeaveHalfDays",
                table: "att_MonthlySheetLine",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "att_LeaveRequest",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    First = table.Column<DateOnly>(nullable: false),
                    FirstHalf = table.Column<string>(maxLength: 40, nullable: false),
                    Last = table.Column<DateOnly>(nullable: false),
                    LastHalf = table.Column<string>(maxLength: 40, nullable: false),
                    HalfDays = table.Column<int>(nullable: false),
                    Together = table.Column<int>(nullable: false),
                    Tier = table.Column<string>(maxLength: 40, nullable: false),
                    Exceeds = table.Column<bool>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    WaitsFor = table.Column<string>(maxLength: 40, nullable: false),
                    Round = table.Column<int>(nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    Letter = table.Column<string>(maxLength: 3000, nullable: false),
                    AskedById = table.Column<Guid>(nullable: false),
                    AskedBy = table.Column<string>(maxLength: 100, nullable: false),
                    AskedOn = table.Column<DateOnly>(nullable: false),
                    CountyNumber = table.Column<string>(maxLength: 50, nullable: false),
                    CountyOn = table.Column<DateOnly>(nullable: true),
                    CountyAgreed = table.Column<bool>(nullable: false),
                    ProofOn = table.Column<DateOnly>(nullable: true),
                    ReturnedOn = table.Column<DateOnly>(nullable: true),
                    Closing = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_LeaveRequest", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "att_LeaveEvent",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    RequestId = table.Column<Guid>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    ByName = table.Column<string>(maxLength: 100, nullable: false),
                    Act = table.Column<string>(maxLength: 200, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_LeaveEvent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_att_LeaveEvent_att_LeaveRequest_RequestId",
                        column: x => x.RequestId,
                        principalTable: "att_LeaveRequest",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "att_LeaveStep",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    RequestId = table.Column<Guid>(nullable: false),
                    Round = table.Column<int>(nullable: false),
                    Position = table.Column<int>(nullable: false),
                    Role = table.Column<string>(maxLength: 40, nullable: false),
                    IsAcknowledgement = table.Column<bool>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    ByStaffId = table.Column<Guid>(nullable: false),
                    ByName = table.Column<string>(maxLength: 100, nullable: false),
                    OnBehalf = table.Column<string>(maxLength: 300, nullable: false),
                    On = table.Column<DateOnly>(nullable: true),
                    Opinion = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_LeaveStep", x => x.Id);
                    table.ForeignKey(
                        name: "FK_att_LeaveStep_att_LeaveRequest_RequestId",
                        column: x => x.RequestId,
                        principalTable: "att_LeaveRequest",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_att_LeaveEvent_RequestId",
                table: "att_LeaveEvent",
                column: "RequestId");

            migrationBuilder.CreateIndex(
                name: "IX_att_LeaveEvent_SiteId",
                table: "att_LeaveEvent",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_att_LeaveRequest_SiteId_First",
                table: "att_LeaveRequest",
                columns: new[] { "SiteId", "First" });

            migrationBuilder.CreateIndex(
                name: "IX_att_LeaveRequest_SiteId_WaitsFor",
                table: "att_LeaveRequest",
                columns: new[] { "SiteId", "WaitsFor" });

            migrationBuilder.CreateIndex(
                name: "IX_att_LeaveRequest_StaffId_First",
                table: "att_LeaveRequest",
                columns: new[] { "StaffId", "First" });

            migrationBuilder.CreateIndex(
                name: "IX_att_LeaveStep_ByStaffId",
                table: "att_LeaveStep",
                column: "ByStaffId");

            migrationBuilder.CreateIndex(
                name: "IX_att_LeaveStep_RequestId_Round_Position",
                table: "att_LeaveStep",
                columns: new[] { "RequestId", "Round", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_att_LeaveStep_SiteId",
                table: "att_LeaveStep",
                column: "SiteId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "att_LeaveEvent");

            migrationBuilder.DropTable(
                name: "att_LeaveStep");

            migrationBuilder.DropTable(
                name: "att_LeaveRequest");

            migrationBuilder.DropColumn(
                name: "LeaveHalfDays",
                table: "att_MonthlySheetLine");
        }
    }
}
