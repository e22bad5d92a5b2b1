using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Statistics.Data.Migrations
{
    /// <inheritdoc />
    public partial class Statistics : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sta_Household",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Number = table.Column<string>(maxLength: 30, nullable: false),
                    GroupName = table.Column<string>(maxLength: 30, nullable: false),
                    Address = table.Column<string>(maxLength: 1200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_Household", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sta_Intake",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Source = table.Column<string>(maxLength: 40, nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    FileName = table.Column<string>(maxLength: 200, nullable: false),
                    Sha256 = table.Column<string>(maxLength: 64, nullable: false),
                    ReceivedOn = table.Column<DateOnly>(nullable: false),
                    ReceivedByName = table.Column<string>(maxLength: 50, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    ClosedOn = table.Column<DateOnly>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_Intake", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sta_ReportForm",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    ValidFrom = table.Column<DateOnly>(nullable: false),
                    YearStartMonth = table.Column<int>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_ReportForm", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sta_Resident",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    HouseholdId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    Initials = table.Column<string>(maxLength: 50, nullable: false),
                    Sex = table.Column<string>(maxLength: 40, nullable: false),
                    BirthDate = table.Column<DateOnly>(nullable: false),
                    Residence = table.Column<string>(maxLength: 40, nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    PreviousId = table.Column<Guid>(nullable: false),
                    NumberDisagrees = table.Column<bool>(nullable: false),
                    IdentityNumber = table.Column<string>(maxLength: 1200, nullable: false),
                    IdentityNumberIndex = table.Column<string>(maxLength: 32, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_Resident", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sta_IntakeRow",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    IntakeId = table.Column<Guid>(nullable: false),
                    Line = table.Column<int>(nullable: false),
                    Hash = table.Column<string>(maxLength: 32, nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    OccurredOn = table.Column<DateOnly>(nullable: false),
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    Initials = table.Column<string>(maxLength: 50, nullable: false),
                    Sex = table.Column<string>(maxLength: 40, nullable: true),
                    BirthDate = table.Column<DateOnly>(nullable: true),
                    VillageId = table.Column<Guid>(nullable: false),
                    IdentityNumber = table.Column<string>(maxLength: 1200, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Match = table.Column<string>(maxLength: 40, nullable: false),
                    Candidates = table.Column<int>(nullable: false),
                    ResidentId = table.Column<Guid>(nullable: false),
                    EventId = table.Column<Guid>(nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    SettledByName = table.Column<string>(maxLength: 50, nullable: false),
                    SettledOn = table.Column<DateOnly>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_IntakeRow", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sta_IntakeRow_sta_Intake_IntakeId",
                        column: x => x.IntakeId,
                        principalTable: "sta_Intake",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sta_MonthlyReport",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    IsSummary = table.Column<bool>(nullable: false),
                    FormId = table.Column<Guid>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    BuiltAt = table.Column<DateTime>(nullable: false),
                    Analysis = table.Column<string>(maxLength: 4000, nullable: false),
                    Explanation = table.Column<string>(maxLength: 2000, nullable: false),
                    BrokenRules = table.Column<int>(nullable: false),
                    PreparedBy = table.Column<Guid>(nullable: false),
                    PreparedByName = table.Column<string>(maxLength: 200, nullable: false),
                    PreparedOn = table.Column<DateOnly>(nullable: true),
                    ReviewedBy = table.Column<Guid>(nullable: false),
                    ReviewedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ReviewedOn = table.Column<DateOnly>(nullable: true),
                    SealedOn = table.Column<DateOnly>(nullable: true),
                    SubmittedOn = table.Column<DateOnly>(nullable: true),
                    ReturnReason = table.Column<string>(maxLength: 200, nullable: false),
                    Returns = table.Column<int>(nullable: false),
                    ApprovedOn = table.Column<DateOnly>(nullable: true),
                    ApprovedByName = table.Column<string>(maxLength: 200, nullable: false),
                    RevisionReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_MonthlyReport", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sta_MonthlyReport_sta_ReportForm_FormId",
                        column: x => x.FormId,
                        principalTable: "sta_ReportForm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sta_ReportItem",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FormId = table.Column<Guid>(nullable: false),
                    Order = table.Column<int>(nullable: false),
                    Code = table.Column<string>(maxLength: 20, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Unit = table.Column<string>(maxLength: 10, nullable: false),
                    Source = table.Column<string>(maxLength: 40, nullable: false),
                    Event = table.Column<string>(maxLength: 40, nullable: true),
                    Sex = table.Column<string>(maxLength: 40, nullable: true),
                    Residence = table.Column<string>(maxLength: 40, nullable: true),
                    AgeFrom = table.Column<int>(nullable: true),
                    AgeTo = table.Column<int>(nullable: true),
                    Formula = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_ReportItem", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sta_ReportItem_sta_ReportForm_FormId",
                        column: x => x.FormId,
                        principalTable: "sta_ReportForm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sta_ReportRule",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    FormId = table.Column<Guid>(nullable: false),
                    Order = table.Column<int>(nullable: false),
                    Code = table.Column<string>(maxLength: 20, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Formula = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_ReportRule", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sta_ReportRule_sta_ReportForm_FormId",
                        column: x => x.FormId,
                        principalTable: "sta_ReportForm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sta_PopulationEvent",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    ResidentId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    OccurredOn = table.Column<DateOnly>(nullable: false),
                    EnteredOn = table.Column<DateOnly>(nullable: false),
                    EnteredByName = table.Column<string>(maxLength: 50, nullable: false),
                    IntakeId = table.Column<Guid>(nullable: false),
                    VoidReason = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_PopulationEvent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sta_PopulationEvent_sta_Resident_ResidentId",
                        column: x => x.ResidentId,
                        principalTable: "sta_Resident",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sta_ReportFigure",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ReportId = table.Column<Guid>(nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    UnitSite = table.Column<int>(nullable: false),
                    Code = table.Column<string>(maxLength: 20, nullable: false),
                    Value = table.Column<decimal>(precision: 18, scale: 4, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sta_ReportFigure", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sta_ReportFigure_sta_MonthlyReport_ReportId",
                        column: x => x.ReportId,
                        principalTable: "sta_MonthlyReport",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sta_Household_SiteId_VillageId_Number",
                table: "sta_Household",
                columns: new[] { "SiteId", "VillageId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sta_Intake_SiteId_ReceivedOn",
                table: "sta_Intake",
                columns: new[] { "SiteId", "ReceivedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_Intake_SiteId_Source_Sha256",
                table: "sta_Intake",
                columns: new[] { "SiteId", "Source", "Sha256" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sta_IntakeRow_IntakeId_State",
                table: "sta_IntakeRow",
                columns: new[] { "IntakeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_IntakeRow_SiteId_Hash",
                table: "sta_IntakeRow",
                columns: new[] { "SiteId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sta_IntakeRow_State_SiteId",
                table: "sta_IntakeRow",
                columns: new[] { "State", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_MonthlyReport_FormId",
                table: "sta_MonthlyReport",
                column: "FormId");

            migrationBuilder.CreateIndex(
                name: "IX_sta_MonthlyReport_Month",
                table: "sta_MonthlyReport",
                column: "Month");

            migrationBuilder.CreateIndex(
                name: "IX_sta_MonthlyReport_SiteId_Month_Revision",
                table: "sta_MonthlyReport",
                columns: new[] { "SiteId", "Month", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sta_PopulationEvent_ResidentId",
                table: "sta_PopulationEvent",
                column: "ResidentId");

            migrationBuilder.CreateIndex(
                name: "IX_sta_PopulationEvent_SiteId_OccurredOn",
                table: "sta_PopulationEvent",
                columns: new[] { "SiteId", "OccurredOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_ReportFigure_ReportId_Code",
                table: "sta_ReportFigure",
                columns: new[] { "ReportId", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_ReportForm_DivisionId_ValidFrom",
                table: "sta_ReportForm",
                columns: new[] { "DivisionId", "ValidFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sta_ReportItem_FormId_Code",
                table: "sta_ReportItem",
                columns: new[] { "FormId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sta_ReportRule_FormId_Code",
                table: "sta_ReportRule",
                columns: new[] { "FormId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sta_Resident_HouseholdId",
                table: "sta_Resident",
                column: "HouseholdId");

            migrationBuilder.CreateIndex(
                name: "IX_sta_Resident_IdentityNumberIndex",
                table: "sta_Resident",
                column: "IdentityNumberIndex");

            migrationBuilder.CreateIndex(
                name: "IX_sta_Resident_Initials_SiteId",
                table: "sta_Resident",
                columns: new[] { "Initials", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_Resident_Name_SiteId",
                table: "sta_Resident",
                columns: new[] { "Name", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_Resident_NumberDisagrees_SiteId",
                table: "sta_Resident",
                columns: new[] { "NumberDisagrees", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_Resident_SiteId_BirthDate",
                table: "sta_Resident",
                columns: new[] { "SiteId", "BirthDate" });

            migrationBuilder.CreateIndex(
                name: "IX_sta_Resident_SiteId_VillageId",
                table: "sta_Resident",
                columns: new[] { "SiteId", "VillageId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sta_Household");

            migrationBuilder.DropTable(
                name: "sta_IntakeRow");

            migrationBuilder.DropTable(
                name: "sta_PopulationEvent");

            migrationBuilder.DropTable(
                name: "sta_ReportFigure");

            migrationBuilder.DropTable(
                name: "sta_ReportItem");

            migrationBuilder.DropTable(
                name: "sta_ReportRule");

            migrationBuilder.DropTable(
                name: "sta_Intake");

            migrationBuilder.DropTable(
                name: "sta_Resident");

            migrationBuilder.DropTable(
                name: "sta_MonthlyReport");

            migrationBuilder.DropTable(
                name: "sta_ReportForm");
        }
    }
}
