using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ovs_AgendaItem",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    MeetingId = table.Column<Guid>(nullable: false),
                    Source = table.Column<string>(maxLength: 40, nullable: false),
                    Key = table.Column<string>(maxLength: 250, nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    Detail = table.Column<string>(maxLength: 2000, nullable: false),
                    Link = table.Column<string>(maxLength: 300, nullable: false),
                    Position = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_AgendaItem", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_AppraisalScheme",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Automatic = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_AppraisalScheme", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_AuditResult",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    CheckCode = table.Column<string>(maxLength: 60, nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    RunId = table.Column<Guid>(nullable: false),
                    Computed = table.Column<bool>(nullable: false),
                    Examined = table.Column<int>(nullable: false),
                    Found = table.Column<int>(nullable: false),
                    Error = table.Column<string>(maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_AuditResult", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_Decision",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    MeetingId = table.Column<Guid>(nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    Text = table.Column<string>(maxLength: 1000, nullable: false),
                    OwnerStaffId = table.Column<Guid>(nullable: false),
                    OwnerName = table.Column<string>(maxLength: 100, nullable: false),
                    DueOn = table.Column<DateOnly>(nullable: false),
                    InForce = table.Column<bool>(nullable: false),
                    Done = table.Column<bool>(nullable: false),
                    DoneOn = table.Column<DateOnly>(nullable: true),
                    DoneNote = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_Decision", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_DutyExcuse",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    DutyCode = table.Column<string>(maxLength: 60, nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    ByAccountId = table.Column<Guid>(nullable: false),
                    ByName = table.Column<string>(maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_DutyExcuse", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_DutyFulfilment",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    DutyCode = table.Column<string>(maxLength: 60, nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    EvidenceRef = table.Column<string>(maxLength: 120, nullable: false),
                    OccurredOn = table.Column<DateOnly>(nullable: false),
                    SubmittedOn = table.Column<DateOnly>(nullable: false),
                    Quantity = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    RecordedAt = table.Column<DateTime>(nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false),
                    WithdrawnAt = table.Column<DateTime>(nullable: true),
                    WithdrawReason = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_DutyFulfilment", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_DutyObligation",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    UnitName = table.Column<string>(maxLength: 100, nullable: false),
                    DutyCode = table.Column<string>(maxLength: 60, nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    RunId = table.Column<Guid>(nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    DueOn = table.Column<DateOnly>(nullable: false),
                    Status = table.Column<string>(maxLength: 40, nullable: false),
                    ReachedOn = table.Column<DateOnly>(nullable: true),
                    Quantity = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Threshold = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    EvidenceRef = table.Column<string>(maxLength: 120, nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    Scored = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_DutyObligation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_Finding",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    CheckCode = table.Column<string>(maxLength: 60, nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Key = table.Column<string>(maxLength: 120, nullable: false),
                    Severity = table.Column<string>(maxLength: 40, nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    Detail = table.Column<string>(maxLength: 2000, nullable: false),
                    Link = table.Column<string>(maxLength: 300, nullable: false),
                    FoundOn = table.Column<DateOnly>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    CorrectedById = table.Column<Guid>(nullable: false),
                    Returned = table.Column<int>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_Finding", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_FindingEvent",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    FindingId = table.Column<Guid>(nullable: false),
                    Act = table.Column<string>(maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    ByName = table.Column<string>(maxLength: 100, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_FindingEvent", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_Meeting",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    HeldOn = table.Column<DateOnly>(nullable: true),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    Host = table.Column<string>(maxLength: 100, nullable: false),
                    Relayed = table.Column<string>(maxLength: 4000, nullable: false),
                    Arranged = table.Column<string>(maxLength: 4000, nullable: false),
                    Trained = table.Column<string>(maxLength: 4000, nullable: false),
                    Studied = table.Column<bool>(nullable: false),
                    ConfirmedBy = table.Column<string>(maxLength: 100, nullable: false),
                    ConfirmedOn = table.Column<DateOnly>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_Meeting", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_MeetingAttendee",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    MeetingId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    Post = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_MeetingAttendee", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_Run",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    RequestKey = table.Column<string>(maxLength: 100, nullable: false),
                    Revise = table.Column<bool>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Sites = table.Column<int>(nullable: false),
                    RequestedBy = table.Column<string>(maxLength: 100, nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false),
                    FinishedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_Run", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_RunChunk",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RunId = table.Column<Guid>(nullable: false),
                    Position = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Sites = table.Column<int>(nullable: false),
                    Step = table.Column<string>(maxLength: 40, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    LeaseOwner = table.Column<string>(maxLength: 100, nullable: false),
                    LeaseUntil = table.Column<DateTime>(nullable: false),
                    Claim = table.Column<int>(nullable: false),
                    Attempts = table.Column<int>(nullable: false),
                    Error = table.Column<string>(maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_RunChunk", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_RunFailure",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    RunId = table.Column<Guid>(nullable: false),
                    Step = table.Column<string>(maxLength: 40, nullable: false),
                    Contributor = table.Column<string>(maxLength: 100, nullable: false),
                    ModuleId = table.Column<string>(maxLength: 60, nullable: false),
                    Error = table.Column<string>(maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_RunFailure", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_Schedule",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    DayOfMonth = table.Column<int>(nullable: false),
                    Hour = table.Column<int>(nullable: false),
                    FirstMonth = table.Column<DateOnly>(nullable: false),
                    Active = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_Schedule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_SchemeLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SchemeId = table.Column<Guid>(nullable: false),
                    IndicatorCode = table.Column<string>(maxLength: 60, nullable: false),
                    Target = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Weight = table.Column<decimal>(precision: 18, scale: 4, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_SchemeLine", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_Score",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    UnitId = table.Column<Guid>(nullable: false),
                    UnitName = table.Column<string>(maxLength: 100, nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    RunId = table.Column<Guid>(nullable: false),
                    Points = table.Column<decimal>(precision: 18, scale: 4, nullable: true),
                    SchemeName = table.Column<string>(maxLength: 200, nullable: false),
                    ComputedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_Score", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_ScoreLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ScoreId = table.Column<Guid>(nullable: false),
                    IndicatorCode = table.Column<string>(maxLength: 60, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Numerator = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Denominator = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Rate = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Target = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Weight = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    EffectiveWeight = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Points = table.Column<decimal>(precision: 18, scale: 4, nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    Link = table.Column<string>(maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_ScoreLine", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_SiteClose",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Revision = table.Column<int>(nullable: false),
                    RunId = table.Column<Guid>(nullable: false),
                    ClosedAt = table.Column<DateTime>(nullable: false),
                    Complete = table.Column<bool>(nullable: false),
                    PublishedAt = table.Column<DateTime>(nullable: true),
                    PublishedBy = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_SiteClose", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ovs_StudyRecord",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    HeldOn = table.Column<DateOnly>(nullable: false),
                    Topic = table.Column<string>(maxLength: 200, nullable: false),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    Participants = table.Column<int>(nullable: false),
                    RecordedOn = table.Column<DateOnly>(nullable: false),
                    RecordedBy = table.Column<string>(maxLength: 100, nullable: false),
                    Edition = table.Column<int>(nullable: false),
                    Withdrawn = table.Column<bool>(nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_StudyRecord", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_AgendaItem_MeetingId_Key",
                table: "ovs_AgendaItem",
                columns: new[] { "MeetingId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_AppraisalScheme_DivisionId_EffectiveFrom",
                table: "ovs_AppraisalScheme",
                columns: new[] { "DivisionId", "EffectiveFrom" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_AuditResult_Month_SiteId_Revision_CheckCode",
                table: "ovs_AuditResult",
                columns: new[] { "Month", "SiteId", "Revision", "CheckCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Decision_MeetingId",
                table: "ovs_Decision",
                column: "MeetingId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Decision_SiteId_Done_Period",
                table: "ovs_Decision",
                columns: new[] { "SiteId", "Done", "Period" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_DutyExcuse_Period_SiteId_DutyCode_UnitId",
                table: "ovs_DutyExcuse",
                columns: new[] { "Period", "SiteId", "DutyCode", "UnitId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_DutyFulfilment_EvidenceRef_DutyCode",
                table: "ovs_DutyFulfilment",
                columns: new[] { "EvidenceRef", "DutyCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_DutyFulfilment_Period_SiteId",
                table: "ovs_DutyFulfilment",
                columns: new[] { "Period", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_DutyObligation_Month_SiteId_Revision_DutyCode_UnitId",
                table: "ovs_DutyObligation",
                columns: new[] { "Month", "SiteId", "Revision", "DutyCode", "UnitId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Finding_Month_SiteId_CheckCode_Key",
                table: "ovs_Finding",
                columns: new[] { "Month", "SiteId", "CheckCode", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Finding_SiteId_State",
                table: "ovs_Finding",
                columns: new[] { "SiteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_FindingEvent_FindingId",
                table: "ovs_FindingEvent",
                column: "FindingId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Meeting_Period_SiteId",
                table: "ovs_Meeting",
                columns: new[] { "Period", "SiteId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_MeetingAttendee_MeetingId_StaffId",
                table: "ovs_MeetingAttendee",
                columns: new[] { "MeetingId", "StaffId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Run_DivisionId_Month_Kind_RequestKey",
                table: "ovs_Run",
                columns: new[] { "DivisionId", "Month", "Kind", "RequestKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_RunChunk_RunId_Position",
                table: "ovs_RunChunk",
                columns: new[] { "RunId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_RunChunk_State_LeaseUntil",
                table: "ovs_RunChunk",
                columns: new[] { "State", "LeaseUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_RunFailure_RunId_SiteId_Step_Contributor",
                table: "ovs_RunFailure",
                columns: new[] { "RunId", "SiteId", "Step", "Contributor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Schedule_DivisionId",
                table: "ovs_Schedule",
                column: "DivisionId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_SchemeLine_SchemeId_IndicatorCode",
                table: "ovs_SchemeLine",
                columns: new[] { "SchemeId", "IndicatorCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_Score_Month_SiteId_Revision_UnitId",
                table: "ovs_Score",
                columns: new[] { "Month", "SiteId", "Revision", "UnitId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_ScoreLine_ScoreId_IndicatorCode",
                table: "ovs_ScoreLine",
                columns: new[] { "ScoreId", "IndicatorCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_SiteClose_Month_SiteId_Revision",
                table: "ovs_SiteClose",
                columns: new[] { "Month", "SiteId", "Revision" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ovs_SiteClose_RunId_SiteId",
                table: "ovs_SiteClose",
                columns: new[] { "RunId", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_StudyRecord_SiteId_Period",
                table: "ovs_StudyRecord",
                columns: new[] { "SiteId", "Period" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ovs_AgendaItem");

            migrationBuilder.DropTable(
                name: "ovs_AppraisalScheme");

            migrationBuilder.DropTable(
                name: "ovs_AuditResult");

            migrationBuilder.DropTable(
                name: "ovs_Decision");

            migrationBuilder.DropTable(
                name: "ovs_DutyExcuse");

            migrationBuilder.DropTable(
                name: "ovs_DutyFulfilment");

            migrationBuilder.DropTable(
                name: "ovs_DutyObligation");

            migrationBuilder.DropTable(
                name: "ovs_Finding");

            migrationBuilder.DropTable(
                name: "ovs_FindingEvent");

            migrationBuilder.DropTable(
                name: "ovs_Meeting");

            migrationBuilder.DropTable(
                name: "ovs_MeetingAttendee");

            migrationBuilder.DropTable(
                name: "ovs_Run");

            migrationBuilder.DropTable(
                name: "ovs_RunChunk");

            migrationBuilder.DropTable(
                name: "ovs_RunFailure");

            migrationBuilder.DropTable(
                name: "ovs_Schedule");

            migrationBuilder.DropTable(
                name: "ovs_SchemeLine");

            migrationBuilder.DropTable(
                name: "ovs_Score");

            migrationBuilder.DropTable(
                name: "ovs_ScoreLine");

            migrationBuilder.DropTable(
                name: "ovs_SiteClose");

            migrationBuilder.DropTable(
                name: "ovs_StudyRecord");
        }
    }
}
