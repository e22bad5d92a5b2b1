using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class DutySettingsAndProofs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ovs_DutyObligation_Month_SiteId_Revision_DutyCode_UnitId",
                table: "ovs_DutyObligation");

            migrationBuilder.AddColumn<string>(
                name: "RevokeReason",
                table: "ovs_DutyExcuse",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "Revoked",
                table: "ovs_DutyExcuse",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "RevokedAt",
                table: "ovs_DutyExcuse",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RevokedBy",
                table: "ovs_DutyExcuse",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ovs_DutyOverride",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    DutyCode = table.Column<string>(maxLength: 60, nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(nullable: false),
                    DueMonthOffset = table.Column<int>(nullable: true),
                    DueDay = table.Column<int>(nullable: true),
                    Threshold = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    RemindDays = table.Column<int>(nullable: false),
                    NextWorkingDay = table.Column<bool>(nullable: false),
                    Off = table.Column<bool>(nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    SetBy = table.Column<string>(maxLength: 100, nullable: false),
                    SetAt = table.Column<DateTime>(nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false),
                    WithdrawnBy = table.Column<string>(maxLength: 100, nullable: false),
                    WithdrawReason = table.Column<string>(maxLength: 200, nullable: false),
                    WithdrawnAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_DutyOverride", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_ManualProof",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    DutyCode = table.Column<string>(maxLength: 60, nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    DoneOn = table.Column<DateOnly>(nullable: false),
                    Quantity = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Note = table.Column<string>(maxLength: 1000, nullable: false),
                    FiledById = table.Column<Guid>(nullable: false),
                    FiledBy = table.Column<string>(maxLength: 100, nullable: false),
                    FiledOn = table.Column<DateOnly>(nullable: false),
                    Edition = table.Column<int>(nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_ManualProof", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_DutyObligation_Month_SiteId_Unit_Period",
                table: "ovs_DutyObligation",
                columns: new[] { "Month", "SiteId", "Revision", "DutyCode", "UnitId", "Period" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_DutyOverride_DivisionId_DutyCode_EffectiveFrom",
                table: "ovs_DutyOverride",
                columns: new[] { "DivisionId", "DutyCode", "EffectiveFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ManualProof_SiteId_DoneOn",
                table: "ovs_ManualProof",
                columns: new[] { "SiteId", "DoneOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ovs_DutyOverride");

            migrationBuilder.DropTable(
                name: "ovs_ManualProof");

            migrationBuilder.DropIndex(
                name: "IX_ovs_DutyObligation_Month_SiteId_Unit_Period",
                table: "ovs_DutyObligation");

            migrationBuilder.DropColumn(
                name: "RevokeReason",
                table: "ovs_DutyExcuse");

            migrationBuilder.DropColumn(
                name: "Revoked",
                table: "ovs_DutyExcuse");

            migrationBuilder.DropColumn(
                name: "RevokedAt",
                table: "ovs_DutyExcuse");

            migrationBuilder.DropColumn(
                name: "RevokedBy",
                table: "ovs_DutyExcuse");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_DutyObligation_Month_SiteId_Revision_DutyCode_UnitId",
                table: "ovs_DutyObligation",
                columns: new[] { "Month", "SiteId", "Revision", "DutyCode", "UnitId" },
                unique: true);
        }
    }
}
