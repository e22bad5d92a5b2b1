using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Enforcement.Data.Migrations
{
    /// <inheritdoc />
    public partial class Enforcement : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "enf_EnforcementCase",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Summary = table.Column<string>(maxLength: 1000, nullable: false),
                    FactOn = table.Column<DateOnly>(nullable: false),
                    DiscoveredOn = table.Column<DateOnly>(nullable: false),
                    Endangers = table.Column<bool>(nullable: false),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    PartyKind = table.Column<string>(maxLength: 40, nullable: false),
                    PartyName = table.Column<string>(maxLength: 200, nullable: false),
                    PartyStaffId = table.Column<Guid>(nullable: false),
                    Source = table.Column<string>(maxLength: 40, nullable: false),
                    PetitionId = table.Column<Guid>(nullable: false),
                    RegisteredBy = table.Column<Guid>(nullable: false),
                    RegisteredByName = table.Column<string>(maxLength: 200, nullable: false),
                    RegisteredOn = table.Column<DateOnly>(nullable: false),
                    Basis = table.Column<string>(maxLength: 200, nullable: false),
                    BasisTitle = table.Column<string>(maxLength: 200, nullable: false),
                    BasisEdition = table.Column<int>(nullable: false),
                    FiledOn = table.Column<DateOnly>(nullable: true),
                    FiledByName = table.Column<string>(maxLength: 200, nullable: false),
                    NoticeOn = table.Column<DateOnly>(nullable: true),
                    Proposed = table.Column<string>(maxLength: 40, nullable: false),
                    NoticeText = table.Column<string>(maxLength: 4000, nullable: false),
                    DefenceUntil = table.Column<DateOnly>(nullable: true),
                    HearingOffered = table.Column<bool>(nullable: false),
                    Defence = table.Column<string>(maxLength: 40, nullable: false),
                    DefenceOn = table.Column<DateOnly>(nullable: true),
                    DefenceText = table.Column<string>(maxLength: 4000, nullable: false),
                    DefenceAnswer = table.Column<string>(maxLength: 2000, nullable: false),
                    HearingAskedOn = table.Column<DateOnly>(nullable: true),
                    HearingNoticedOn = table.Column<DateOnly>(nullable: true),
                    HearingOn = table.Column<DateOnly>(nullable: true),
                    HearingChairId = table.Column<Guid>(nullable: false),
                    HearingChair = table.Column<string>(maxLength: 200, nullable: false),
                    HearingRecord = table.Column<string>(maxLength: 4000, nullable: false),
                    ReviewedOn = table.Column<DateOnly>(nullable: true),
                    ReviewerId = table.Column<Guid>(nullable: false),
                    Reviewer = table.Column<string>(maxLength: 200, nullable: false),
                    ReviewPassed = table.Column<bool>(nullable: false),
                    ReviewText = table.Column<string>(maxLength: 2000, nullable: false),
                    DecidedOn = table.Column<DateOnly>(nullable: true),
                    DecidedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Result = table.Column<string>(maxLength: 40, nullable: true),
                    DecisionNumber = table.Column<string>(maxLength: 200, nullable: false),
                    DecisionText = table.Column<string>(maxLength: 4000, nullable: false),
                    PowerBasis = table.Column<string>(maxLength: 200, nullable: false),
                    ServedOn = table.Column<DateOnly>(nullable: true),
                    ServedBy = table.Column<string>(maxLength: 40, nullable: true),
                    ServiceProof = table.Column<string>(maxLength: 200, nullable: false),
                    Remedy = table.Column<string>(maxLength: 40, nullable: false),
                    RemedyOn = table.Column<DateOnly>(nullable: true),
                    RemedyEndedOn = table.Column<DateOnly>(nullable: true),
                    RemedyText = table.Column<string>(maxLength: 500, nullable: false),
                    ClosedOn = table.Column<DateOnly>(nullable: true),
                    ArchiveNumber = table.Column<string>(maxLength: 200, nullable: false),
                    HandedOverOn = table.Column<DateOnly>(nullable: true),
                    HandedTo = table.Column<string>(maxLength: 200, nullable: false),
                    HandOverReason = table.Column<string>(maxLength: 1000, nullable: false),
                    HandOverNumber = table.Column<string>(maxLength: 200, nullable: false),
                    HandOverReceiptOn = table.Column<DateOnly>(nullable: true),
                    DroppedOn = table.Column<DateOnly>(nullable: true),
                    DropReason = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enf_EnforcementCase", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "enf_GrantedPower",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Basis = table.Column<string>(maxLength: 200, nullable: false),
                    BasisTitle = table.Column<string>(maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    EnteredBy = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enf_GrantedPower", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "enf_CaseCondition",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    CaseId = table.Column<Guid>(nullable: false),
                    Condition = table.Column<string>(maxLength: 40, nullable: false),
                    Against = table.Column<string>(maxLength: 200, nullable: false),
                    TickedBy = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enf_CaseCondition", x => x.Id);
                    table.ForeignKey(
                        name: "FK_enf_CaseCondition_enf_EnforcementCase_CaseId",
                        column: x => x.CaseId,
                        principalTable: "enf_EnforcementCase",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enf_CaseEvidence",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    CaseId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    ObtainedOn = table.Column<DateOnly>(nullable: false),
                    Origin = table.Column<string>(maxLength: 500, nullable: false),
                    Sha256 = table.Column<string>(maxLength: 64, nullable: false),
                    HeldSince = table.Column<DateOnly>(nullable: true),
                    HeldUntil = table.Column<DateOnly>(nullable: true),
                    Keeper = table.Column<string>(maxLength: 200, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    ExcludedReason = table.Column<string>(maxLength: 500, nullable: false),
                    ExcludedBy = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enf_CaseEvidence", x => x.Id);
                    table.ForeignKey(
                        name: "FK_enf_CaseEvidence_enf_EnforcementCase_CaseId",
                        column: x => x.CaseId,
                        principalTable: "enf_EnforcementCase",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enf_CaseOfficer",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    CaseId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    RecusedOn = table.Column<DateOnly>(nullable: true),
                    RecusalReason = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enf_CaseOfficer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_enf_CaseOfficer_enf_EnforcementCase_CaseId",
                        column: x => x.CaseId,
                        principalTable: "enf_EnforcementCase",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enf_InquiryRecord",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    CaseId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    HeldOn = table.Column<DateOnly>(nullable: false),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    Role = table.Column<string>(maxLength: 40, nullable: false),
                    AskedName = table.Column<string>(maxLength: 200, nullable: false),
                    Officers = table.Column<string>(maxLength: 200, nullable: false),
                    Certificates = table.Column<string>(maxLength: 200, nullable: false),
                    Text = table.Column<string>(maxLength: 4000, nullable: false),
                    Signature = table.Column<string>(maxLength: 200, nullable: false),
                    EnteredBy = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enf_InquiryRecord", x => x.Id);
                    table.ForeignKey(
                        name: "FK_enf_InquiryRecord_enf_EnforcementCase_CaseId",
                        column: x => x.CaseId,
                        principalTable: "enf_EnforcementCase",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "enf_CustodyMove",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    EvidenceId = table.Column<Guid>(nullable: false),
                    Step = table.Column<int>(nullable: false),
                    FromName = table.Column<string>(maxLength: 200, nullable: false),
                    ToName = table.Column<string>(maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(maxLength: 200, nullable: false),
                    On = table.Column<DateOnly>(nullable: false),
                    EnteredBy = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enf_CustodyMove", x => x.Id);
                    table.ForeignKey(
                        name: "FK_enf_CustodyMove_enf_CaseEvidence_EvidenceId",
                        column: x => x.EvidenceId,
                        principalTable: "enf_CaseEvidence",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_enf_CaseCondition_CaseId_Condition",
                table: "enf_CaseCondition",
                columns: new[] { "CaseId", "Condition" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enf_CaseCondition_SiteId",
                table: "enf_CaseCondition",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_enf_CaseEvidence_CaseId_Number",
                table: "enf_CaseEvidence",
                columns: new[] { "CaseId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enf_CaseEvidence_SiteId",
                table: "enf_CaseEvidence",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_enf_CaseOfficer_CaseId_StaffId",
                table: "enf_CaseOfficer",
                columns: new[] { "CaseId", "StaffId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enf_CaseOfficer_SiteId",
                table: "enf_CaseOfficer",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_enf_CaseOfficer_StaffId",
                table: "enf_CaseOfficer",
                column: "StaffId");

            migrationBuilder.CreateIndex(
                name: "IX_enf_CustodyMove_EvidenceId_Step",
                table: "enf_CustodyMove",
                columns: new[] { "EvidenceId", "Step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enf_CustodyMove_SiteId",
                table: "enf_CustodyMove",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_enf_EnforcementCase_SiteId_State",
                table: "enf_EnforcementCase",
                columns: new[] { "SiteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_enf_EnforcementCase_SiteId_Year_Number",
                table: "enf_EnforcementCase",
                columns: new[] { "SiteId", "Year", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enf_GrantedPower_SiteId_Kind_From",
                table: "enf_GrantedPower",
                columns: new[] { "SiteId", "Kind", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_enf_InquiryRecord_CaseId_Number",
                table: "enf_InquiryRecord",
                columns: new[] { "CaseId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_enf_InquiryRecord_SiteId",
                table: "enf_InquiryRecord",
                column: "SiteId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "enf_CaseCondition");

            migrationBuilder.DropTable(
                name: "enf_CaseOfficer");

            migrationBuilder.DropTable(
                name: "enf_CustodyMove");

            migrationBuilder.DropTable(
                name: "enf_GrantedPower");

            migrationBuilder.DropTable(
                name: "enf_InquiryRecord");

            migrationBuilder.DropTable(
                name: "enf_CaseEvidence");

            migrationBuilder.DropTable(
                name: "enf_EnforcementCase");
        }
    }
}
