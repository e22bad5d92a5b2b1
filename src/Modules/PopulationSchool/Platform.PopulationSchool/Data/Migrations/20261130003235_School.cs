using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.PopulationSchool.Data.Migrations
{
    /// <inheritdoc />
    public partial class School : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sch_CompletionDecision",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ClassId = table.Column<Guid>(nullable: false),
                    LearnerId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    ClassName = table.Column<string>(maxLength: 200, nullable: false),
                    LearnerName = table.Column<string>(maxLength: 200, nullable: false),
                    Sessions = table.Column<int>(nullable: false),
                    Attended = table.Column<int>(nullable: false),
                    ExamId = table.Column<Guid>(nullable: false),
                    Attempt = table.Column<int>(nullable: false),
                    Mark = table.Column<decimal>(precision: 5, scale: 1, nullable: false),
                    PassMark = table.Column<decimal>(precision: 5, scale: 1, nullable: false),
                    DecidedOn = table.Column<DateOnly>(nullable: false),
                    DecidedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Code = table.Column<string>(maxLength: 200, nullable: false),
                    RevokedOn = table.Column<DateOnly>(nullable: true),
                    RevokeReason = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_CompletionDecision", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sch_SchoolClass",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Stage = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Teacher = table.Column<string>(maxLength: 200, nullable: false),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    PassMark = table.Column<decimal>(precision: 5, scale: 1, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    CancelReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_SchoolClass", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sch_TeachingPlan",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false),
                    PreparedByName = table.Column<string>(maxLength: 200, nullable: false),
                    PreparedBy = table.Column<Guid>(nullable: false),
                    PreparedOn = table.Column<DateOnly>(nullable: false),
                    PartyOn = table.Column<DateOnly>(nullable: true),
                    PartyReference = table.Column<string>(maxLength: 200, nullable: false),
                    GovernmentOn = table.Column<DateOnly>(nullable: true),
                    GovernmentReference = table.Column<string>(maxLength: 200, nullable: false),
                    ApprovedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_TeachingPlan", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sch_ClassSession",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ClassId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Start = table.Column<TimeOnly>(nullable: false),
                    Topic = table.Column<string>(maxLength: 200, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    LessonPlan = table.Column<string>(maxLength: 4000, nullable: false),
                    PlanFiledBy = table.Column<string>(maxLength: 200, nullable: false),
                    PlanFiledOn = table.Column<DateOnly>(nullable: true),
                    OpenedBy = table.Column<string>(maxLength: 200, nullable: false),
                    OpenedAt = table.Column<DateTime>(nullable: true),
                    Heads = table.Column<int>(nullable: false),
                    CancelReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_ClassSession", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sch_ClassSession_sch_SchoolClass_ClassId",
                        column: x => x.ClassId,
                        principalTable: "sch_SchoolClass",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sch_Exam",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ClassId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    HeldOn = table.Column<DateOnly>(nullable: false),
                    PassMark = table.Column<decimal>(precision: 5, scale: 1, nullable: false),
                    Paper = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_Exam", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sch_Exam_sch_SchoolClass_ClassId",
                        column: x => x.ClassId,
                        principalTable: "sch_SchoolClass",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sch_Learner",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ClassId = table.Column<Guid>(nullable: false),
                    Number = table.Column<string>(maxLength: 200, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    UnderFourteen = table.Column<bool>(nullable: false),
                    Guardian = table.Column<string>(maxLength: 200, nullable: false),
                    ConsentOn = table.Column<DateOnly>(nullable: true),
                    JoinedOn = table.Column<DateOnly>(nullable: false),
                    LeftOn = table.Column<DateOnly>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_Learner", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sch_Learner_sch_SchoolClass_ClassId",
                        column: x => x.ClassId,
                        principalTable: "sch_SchoolClass",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sch_TeachingPlanLine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    PlanId = table.Column<Guid>(nullable: false),
                    Stage = table.Column<string>(maxLength: 40, nullable: false),
                    HeadCount = table.Column<int>(nullable: false),
                    Sessions = table.Column<int>(nullable: false),
                    Learners = table.Column<int>(nullable: false),
                    Topics = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_TeachingPlanLine", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sch_TeachingPlanLine_sch_TeachingPlan_PlanId",
                        column: x => x.PlanId,
                        principalTable: "sch_TeachingPlan",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sch_RollEntry",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    SessionId = table.Column<Guid>(nullable: false),
                    LearnerId = table.Column<Guid>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    LeaveAsked = table.Column<bool>(nullable: false),
                    Note = table.Column<string>(maxLength: 200, nullable: false),
                    EnteredByName = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_RollEntry", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sch_RollEntry_sch_ClassSession_SessionId",
                        column: x => x.SessionId,
                        principalTable: "sch_ClassSession",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sch_ExamMark",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ExamId = table.Column<Guid>(nullable: false),
                    LearnerId = table.Column<Guid>(nullable: false),
                    Attendance = table.Column<string>(maxLength: 40, nullable: false),
                    Mark = table.Column<decimal>(precision: 5, scale: 1, nullable: true),
                    EnteredByName = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sch_ExamMark", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sch_ExamMark_sch_Exam_ExamId",
                        column: x => x.ExamId,
                        principalTable: "sch_Exam",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sch_ClassSession_ClassId",
                table: "sch_ClassSession",
                column: "ClassId");

            migrationBuilder.CreateIndex(
                name: "IX_sch_ClassSession_SiteId_Day",
                table: "sch_ClassSession",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_sch_CompletionDecision_ClassId",
                table: "sch_CompletionDecision",
                column: "ClassId");

            migrationBuilder.CreateIndex(
                name: "IX_sch_CompletionDecision_Code",
                table: "sch_CompletionDecision",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sch_CompletionDecision_LearnerId_Number",
                table: "sch_CompletionDecision",
                columns: new[] { "LearnerId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sch_CompletionDecision_SiteId_DecidedOn",
                table: "sch_CompletionDecision",
                columns: new[] { "SiteId", "DecidedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_sch_Exam_ClassId_Number",
                table: "sch_Exam",
                columns: new[] { "ClassId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sch_Exam_SiteId",
                table: "sch_Exam",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sch_ExamMark_ExamId_LearnerId",
                table: "sch_ExamMark",
                columns: new[] { "ExamId", "LearnerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sch_ExamMark_LearnerId",
                table: "sch_ExamMark",
                column: "LearnerId");

            migrationBuilder.CreateIndex(
                name: "IX_sch_ExamMark_SiteId",
                table: "sch_ExamMark",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sch_Learner_ClassId_Number",
                table: "sch_Learner",
                columns: new[] { "ClassId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sch_Learner_SiteId",
                table: "sch_Learner",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sch_RollEntry_LearnerId",
                table: "sch_RollEntry",
                column: "LearnerId");

            migrationBuilder.CreateIndex(
                name: "IX_sch_RollEntry_SessionId_LearnerId",
                table: "sch_RollEntry",
                columns: new[] { "SessionId", "LearnerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sch_RollEntry_SiteId",
                table: "sch_RollEntry",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sch_SchoolClass_SiteId_Year",
                table: "sch_SchoolClass",
                columns: new[] { "SiteId", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_sch_TeachingPlan_SiteId_Year",
                table: "sch_TeachingPlan",
                columns: new[] { "SiteId", "Year" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sch_TeachingPlanLine_PlanId_Stage",
                table: "sch_TeachingPlanLine",
                columns: new[] { "PlanId", "Stage" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sch_TeachingPlanLine_SiteId",
                table: "sch_TeachingPlanLine",
                column: "SiteId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sch_CompletionDecision");

            migrationBuilder.DropTable(
                name: "sch_ExamMark");

            migrationBuilder.DropTable(
                name: "sch_Learner");

            migrationBuilder.DropTable(
                name: "sch_RollEntry");

            migrationBuilder.DropTable(
                name: "sch_TeachingPlanLine");

            migrationBuilder.DropTable(
                name: "sch_Exam");

            migrationBuilder.DropTable(
                name: "sch_ClassSession");

            migrationBuilder.DropTable(
                name: "sch_TeachingPlan");

            migrationBuilder.DropTable(
                name: "sch_SchoolClass");
        }
    }
}
