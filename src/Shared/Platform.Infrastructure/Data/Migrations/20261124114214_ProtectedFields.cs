using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class ProtectedFields : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "IdentityNumber",
                table: "core_StaffMember",
                maxLength: 1200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "IdentityNumberIndex",
                table: "core_StaffMember",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "LeftOn",
                table: "core_StaffMember",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "core_StaffMember",
                maxLength: 1200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "PhoneIndex",
                table: "core_StaffMember",
                maxLength: 32,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "core_DataBasis",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    SubjectRef = table.Column<string>(maxLength: 100, nullable: false),
                    Field = table.Column<string>(maxLength: 60, nullable: false),
                    GivenOn = table.Column<DateOnly>(nullable: false),
                    GivenHow = table.Column<string>(maxLength: 60, nullable: false),
                    Giver = table.Column<string>(maxLength: 40, nullable: false),
                    GuardianName = table.Column<string>(maxLength: 50, nullable: false),
                    Purpose = table.Column<string>(maxLength: 200, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    WithdrawnOn = table.Column<DateOnly>(nullable: true),
                    ErasedOn = table.Column<DateOnly>(nullable: true),
                    HoldReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DataBasis", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_DataRequest",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    SubjectRef = table.Column<string>(maxLength: 100, nullable: false),
                    SubjectName = table.Column<string>(maxLength: 50, nullable: false),
                    AskedOn = table.Column<DateOnly>(nullable: false),
                    AskedBy = table.Column<string>(maxLength: 40, nullable: false),
                    DueOn = table.Column<DateOnly>(nullable: false),
                    IdentityChecked = table.Column<string>(maxLength: 200, nullable: false),
                    AnsweredOn = table.Column<DateOnly>(nullable: true),
                    AnsweredHow = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DataRequest", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_ProtectionKey",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    Canary = table.Column<string>(maxLength: 200, nullable: false),
                    FirstSeenAt = table.Column<DateTime>(nullable: false),
                    RetiredAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_ProtectionKey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_RetentionDay",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RuleCode = table.Column<string>(maxLength: 60, nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Erased = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_RetentionDay", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_RetentionSetting",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RuleCode = table.Column<string>(maxLength: 60, nullable: false),
                    Days = table.Column<int>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_RetentionSetting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_RevealDay",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Opened = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_RevealDay", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_StaffMember_IdentityNumberIndex",
                table: "core_StaffMember",
                column: "IdentityNumberIndex");

            migrationBuilder.CreateIndex(
                name: "IX_core_StaffMember_PhoneIndex",
                table: "core_StaffMember",
                column: "PhoneIndex");

            migrationBuilder.CreateIndex(
                name: "IX_core_DataBasis_State_WithdrawnOn",
                table: "core_DataBasis",
                columns: new[] { "State", "WithdrawnOn" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DataBasis_SubjectRef_Field",
                table: "core_DataBasis",
                columns: new[] { "SubjectRef", "Field" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DataRequest_AnsweredOn",
                table: "core_DataRequest",
                column: "AnsweredOn");

            migrationBuilder.CreateIndex(
                name: "IX_core_DataRequest_SiteId_AskedOn",
                table: "core_DataRequest",
                columns: new[] { "SiteId", "AskedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_core_ProtectionKey_Number",
                table: "core_ProtectionKey",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_RetentionDay_RuleCode_Day",
                table: "core_RetentionDay",
                columns: new[] { "RuleCode", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_RetentionSetting_RuleCode",
                table: "core_RetentionSetting",
                column: "RuleCode",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_RevealDay_AccountId_Day",
                table: "core_RevealDay",
                columns: new[] { "AccountId", "Day" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_DataBasis");

            migrationBuilder.DropTable(
                name: "core_DataRequest");

            migrationBuilder.DropTable(
                name: "core_ProtectionKey");

            migrationBuilder.DropTable(
                name: "core_RetentionDay");

            migrationBuilder.DropTable(
                name: "core_RetentionSetting");

            migrationBuilder.DropTable(
                name: "core_RevealDay");

            migrationBuilder.DropIndex(
                name: "IX_core_StaffMember_IdentityNumberIndex",
                table: "core_StaffMember");

            migrationBuilder.DropIndex(
                name: "IX_core_StaffMember_PhoneIndex",
                table: "core_StaffMember");

            migrationBuilder.DropColumn(
                name: "IdentityNumber",
                table: "core_StaffMember");

            migrationBuilder.DropColumn(
                name: "IdentityNumberIndex",
                table: "core_StaffMember");

            migrationBuilder.DropColumn(
                name: "LeftOn",
                table: "core_StaffMember");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "core_StaffMember");

            migrationBuilder.DropColumn(
                name: "PhoneIndex",
                table: "core_StaffMember");
        }
    }
}
