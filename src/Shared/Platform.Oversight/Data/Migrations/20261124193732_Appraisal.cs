using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class Appraisal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ovs_LetterTarget",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    LetterId = table.Column<Guid>(nullable: false),
                    RowNumber = table.Column<int>(nullable: false),
                    Code = table.Column<string>(maxLength: 60, nullable: false),
                    Target = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Progress = table.Column<string>(maxLength: 500, nullable: false),
                    ProgressOn = table.Column<DateOnly>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_LetterTarget", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_ResponsibilityLetter",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Level = table.Column<string>(maxLength: 40, nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    UnitName = table.Column<string>(maxLength: 100, nullable: false),
                    OwnerName = table.Column<string>(maxLength: 50, nullable: false),
                    ParentId = table.Column<Guid>(nullable: false),
                    SignedOn = table.Column<DateOnly>(nullable: true),
                    VoidReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_ResponsibilityLetter", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_ResultObjection",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    UnitName = table.Column<string>(maxLength: 100, nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    ScoreId = table.Column<Guid>(nullable: false),
                    Reason = table.Column<string>(maxLength: 1000, nullable: false),
                    RaisedBy = table.Column<string>(maxLength: 200, nullable: false),
                    RaisedOn = table.Column<DateOnly>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Decision = table.Column<string>(maxLength: 1000, nullable: false),
                    DecidedBy = table.Column<string>(maxLength: 200, nullable: false),
                    DecidedOn = table.Column<DateOnly>(nullable: true),
                    RunId = table.Column<Guid>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_ResultObjection", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_ResultReceipt",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    RowNumber = table.Column<int>(nullable: false),
                    PostName = table.Column<string>(maxLength: 50, nullable: false),
                    PersonName = table.Column<string>(maxLength: 50, nullable: false),
                    SentAt = table.Column<DateTime>(nullable: false),
                    ReadOn = table.Column<DateOnly>(nullable: true),
                    RecordedBy = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_ResultReceipt", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_ResultRecipient",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    RowNumber = table.Column<int>(nullable: false),
                    PostName = table.Column<string>(maxLength: 50, nullable: false),
                    PersonName = table.Column<string>(maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_ResultRecipient", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_YearAppraisal",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Summary = table.Column<string>(maxLength: 4000, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    ProposedById = table.Column<Guid>(nullable: false),
                    ProposedBy = table.Column<string>(maxLength: 200, nullable: false),
                    ApprovedBy = table.Column<string>(maxLength: 200, nullable: false),
                    ApprovedOn = table.Column<DateOnly>(nullable: true),
                    ReturnReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_YearAppraisal", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_YearAppraisalRow",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    AppraisalId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    PostName = table.Column<string>(maxLength: 100, nullable: false),
                    Grade = table.Column<string>(maxLength: 40, nullable: false),
                    Award = table.Column<string>(maxLength: 100, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_YearAppraisalRow", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_LetterTarget_LetterId_Code",
                table: "ovs_LetterTarget",
                columns: new[] { "LetterId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ResponsibilityLetter_SiteId_Year",
                table: "ovs_ResponsibilityLetter",
                columns: new[] { "SiteId", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ResultObjection_ScoreId",
                table: "ovs_ResultObjection",
                column: "ScoreId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ResultObjection_SiteId_Month",
                table: "ovs_ResultObjection",
                columns: new[] { "SiteId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ResultReceipt_SiteId_Month_Revision_RowNumber",
                table: "ovs_ResultReceipt",
                columns: new[] { "SiteId", "Month", "Revision", "RowNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ResultRecipient_SiteId_RowNumber",
                table: "ovs_ResultRecipient",
                columns: new[] { "SiteId", "RowNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_YearAppraisal_SiteId_Year_Kind",
                table: "ovs_YearAppraisal",
                columns: new[] { "SiteId", "Year", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_YearAppraisalRow_AppraisalId_StaffId",
                table: "ovs_YearAppraisalRow",
                columns: new[] { "AppraisalId", "StaffId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ovs_LetterTarget");

            migrationBuilder.DropTable(
                name: "ovs_ResponsibilityLetter");

            migrationBuilder.DropTable(
                name: "ovs_ResultObjection");

            migrationBuilder.DropTable(
                name: "ovs_ResultReceipt");

            migrationBuilder.DropTable(
                name: "ovs_ResultRecipient");

            migrationBuilder.DropTable(
                name: "ovs_YearAppraisal");

            migrationBuilder.DropTable(
                name: "ovs_YearAppraisalRow");
        }
    }
}
