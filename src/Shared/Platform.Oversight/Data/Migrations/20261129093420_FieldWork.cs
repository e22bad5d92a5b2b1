using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class FieldWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ovs_Finding_SiteId_State",
                table: "ovs_Finding");

            migrationBuilder.AddColumn<bool>(
                name: "DueByHand",
                table: "ovs_Finding",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DueOn",
                table: "ovs_Finding",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwnerName",
                table: "ovs_Finding",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "OwnerStaffId",
                table: "ovs_Finding",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateTable(
                name: "ovs_FindingRecord",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    FindingId = table.Column<Guid>(nullable: false),
                    Position = table.Column<int>(nullable: false),
                    Text = table.Column<string>(maxLength: 200, nullable: false),
                    Link = table.Column<string>(maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_FindingRecord", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_Inspection",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    GroupName = table.Column<string>(maxLength: 100, nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    DoneOn = table.Column<DateOnly>(nullable: false),
                    InspectorStaffId = table.Column<Guid>(nullable: false),
                    InspectorName = table.Column<string>(maxLength: 100, nullable: false),
                    Companions = table.Column<string>(maxLength: 200, nullable: false),
                    FormId = table.Column<Guid>(nullable: false),
                    FormName = table.Column<string>(maxLength: 100, nullable: false),
                    Points = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    MaxPoints = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Percent = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    Lessons = table.Column<string>(maxLength: 2000, nullable: false),
                    RecordedById = table.Column<Guid>(nullable: false),
                    RecordedBy = table.Column<string>(maxLength: 100, nullable: false),
                    RecordedOn = table.Column<DateOnly>(nullable: false),
                    Edition = table.Column<int>(nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_Inspection", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_InspectionForm",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    SetBy = table.Column<string>(maxLength: 100, nullable: false),
                    SetAt = table.Column<DateTime>(nullable: false),
                    Replaced = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_InspectionForm", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_InspectionFormItem",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FormId = table.Column<Guid>(nullable: false),
                    Position = table.Column<int>(nullable: false),
                    Text = table.Column<string>(maxLength: 200, nullable: false),
                    MaxPoints = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Guidance = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_InspectionFormItem", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_InspectionLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    InspectionId = table.Column<Guid>(nullable: false),
                    Position = table.Column<int>(nullable: false),
                    Text = table.Column<string>(maxLength: 300, nullable: false),
                    MaxPoints = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Guidance = table.Column<string>(maxLength: 500, nullable: false),
                    Points = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    Remark = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_InspectionLine", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_InspectionProblem",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    InspectionId = table.Column<Guid>(nullable: false),
                    Text = table.Column<string>(maxLength: 500, nullable: false),
                    FindingId = table.Column<Guid>(nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_InspectionProblem", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_NoticeAddressee",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    NoticeId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    Role = table.Column<string>(maxLength: 40, nullable: false),
                    ReadAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_NoticeAddressee", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_NoticeItem",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    NoticeId = table.Column<Guid>(nullable: false),
                    Position = table.Column<int>(nullable: false),
                    Source = table.Column<string>(maxLength: 40, nullable: false),
                    SourceId = table.Column<Guid>(nullable: false),
                    Text = table.Column<string>(maxLength: 500, nullable: false),
                    Link = table.Column<string>(maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_NoticeItem", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_NoticeRemark",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Text = table.Column<string>(maxLength: 500, nullable: false),
                    ByName = table.Column<string>(maxLength: 100, nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_NoticeRemark", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_VillageNotice",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    VillageName = table.Column<string>(maxLength: 100, nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Edition = table.Column<int>(nullable: false),
                    Problems = table.Column<int>(nullable: false),
                    IssuedOn = table.Column<DateOnly>(nullable: false),
                    IssuedBy = table.Column<string>(maxLength: 100, nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_VillageNotice", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Finding_SiteId_State_DueOn",
                table: "ovs_Finding",
                columns: new[] { "SiteId", "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_FindingRecord_FindingId",
                table: "ovs_FindingRecord",
                column: "FindingId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Inspection_SiteId_DoneOn",
                table: "ovs_Inspection",
                columns: new[] { "SiteId", "DoneOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Inspection_SiteId_Period_Kind",
                table: "ovs_Inspection",
                columns: new[] { "SiteId", "Period", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_InspectionForm_Kind_DivisionId_EffectiveFrom",
                table: "ovs_InspectionForm",
                columns: new[] { "Kind", "DivisionId", "EffectiveFrom" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_InspectionFormItem_FormId",
                table: "ovs_InspectionFormItem",
                column: "FormId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_InspectionLine_InspectionId_Position",
                table: "ovs_InspectionLine",
                columns: new[] { "InspectionId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_InspectionProblem_InspectionId",
                table: "ovs_InspectionProblem",
                column: "InspectionId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_NoticeAddressee_NoticeId",
                table: "ovs_NoticeAddressee",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_NoticeAddressee_SiteId_StaffId",
                table: "ovs_NoticeAddressee",
                columns: new[] { "SiteId", "StaffId" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_NoticeItem_NoticeId",
                table: "ovs_NoticeItem",
                column: "NoticeId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_NoticeRemark_SiteId_Month",
                table: "ovs_NoticeRemark",
                columns: new[] { "SiteId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_VillageNotice_SiteId_Month_VillageId_Edition",
                table: "ovs_VillageNotice",
                columns: new[] { "SiteId", "Month", "VillageId", "Edition" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ovs_FindingRecord");

            migrationBuilder.DropTable(
                name: "ovs_Inspection");

            migrationBuilder.DropTable(
                name: "ovs_InspectionForm");

            migrationBuilder.DropTable(
                name: "ovs_InspectionFormItem");

            migrationBuilder.DropTable(
                name: "ovs_InspectionLine");

            migrationBuilder.DropTable(
                name: "ovs_InspectionProblem");

            migrationBuilder.DropTable(
                name: "ovs_NoticeAddressee");

            migrationBuilder.DropTable(
                name: "ovs_NoticeItem");

            migrationBuilder.DropTable(
                name: "ovs_NoticeRemark");

            migrationBuilder.DropTable(
                name: "ovs_VillageNotice");

            migrationBuilder.DropIndex(
                name: "IX_ovs_Finding_SiteId_State_DueOn",
                table: "ovs_Finding");

            migrationBuilder.DropColumn(
                name: "DueByHand",
                table: "ovs_Finding");

            migrationBuilder.DropColumn(
                name: "DueOn",
                table: "ovs_Finding");

            migrationBuilder.DropColumn(
                name: "OwnerName",
                table: "ovs_Finding");

            migrationBuilder.DropColumn(
                name: "OwnerStaffId",
                table: "ovs_Finding");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Finding_SiteId_State",
                table: "ovs_Finding",
                columns: new[] { "SiteId", "State" });
        }
    }
}
