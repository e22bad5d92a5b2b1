using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Openness.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "opn_BoardFigure",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    PostId = table.Column<Guid>(nullable: false),
                    UnitKey = table.Column<string>(maxLength: 40, nullable: false),
                    UnitName = table.Column<string>(maxLength: 100, nullable: false),
                    RowNumber = table.Column<int>(nullable: false),
                    ColumnNumber = table.Column<int>(nullable: false),
                    Value = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_BoardFigure", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "opn_BoardPost",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    VillageName = table.Column<string>(maxLength: 100, nullable: false),
                    Category = table.Column<string>(maxLength: 40, nullable: false),
                    Title = table.Column<string>(maxLength: 100, nullable: false),
                    Text = table.Column<string>(maxLength: -1, nullable: false),
                    ExpiresOn = table.Column<DateOnly>(nullable: false),
                    SubjectId = table.Column<Guid>(nullable: false),
                    Period = table.Column<DateOnly>(nullable: true),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Number = table.Column<int>(nullable: false),
                    AuthorId = table.Column<Guid>(nullable: false),
                    AuthorName = table.Column<string>(maxLength: 200, nullable: false),
                    ApproverId = table.Column<Guid>(nullable: false),
                    ApproverName = table.Column<string>(maxLength: 200, nullable: false),
                    ApprovedAt = table.Column<DateTime>(nullable: true),
                    ReturnReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_BoardPost", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "opn_Briefing",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    VillageName = table.Column<string>(maxLength: 100, nullable: false),
                    HeldOn = table.Column<DateOnly>(nullable: false),
                    Form = table.Column<string>(maxLength: 40, nullable: false),
                    Attendance = table.Column<int>(nullable: false),
                    Content = table.Column<string>(maxLength: 2000, nullable: false),
                    Opinions = table.Column<string>(maxLength: 1000, nullable: false),
                    RecordedBy = table.Column<string>(maxLength: 50, nullable: false),
                    RecordedOn = table.Column<DateOnly>(nullable: false),
                    VoidReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_Briefing", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "opn_Evaluation",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Quarter = table.Column<DateOnly>(nullable: false),
                    Mark = table.Column<int>(nullable: false),
                    Remark = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_Evaluation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "opn_PublishedCell",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    SubjectId = table.Column<Guid>(nullable: false),
                    Period = table.Column<DateOnly>(nullable: false),
                    UnitKey = table.Column<string>(maxLength: 40, nullable: false),
                    ParentKey = table.Column<string>(maxLength: 40, nullable: false),
                    ColumnNumber = table.Column<int>(nullable: false),
                    Value = table.Column<int>(nullable: false),
                    Mark = table.Column<string>(maxLength: 40, nullable: false),
                    Live = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_PublishedCell", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "opn_PublishedPost",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    PostId = table.Column<Guid>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    VillageName = table.Column<string>(maxLength: 100, nullable: false),
                    Number = table.Column<int>(nullable: false),
                    Category = table.Column<string>(maxLength: 40, nullable: false),
                    Title = table.Column<string>(maxLength: 100, nullable: false),
                    Text = table.Column<string>(maxLength: -1, nullable: false),
                    TableJson = table.Column<string>(maxLength: -1, nullable: false),
                    PublishedOn = table.Column<DateOnly>(nullable: false),
                    PublishedBy = table.Column<string>(maxLength: 200, nullable: false),
                    ApprovedBy = table.Column<string>(maxLength: 200, nullable: false),
                    ExpiresOn = table.Column<DateOnly>(nullable: false),
                    EndedOn = table.Column<DateOnly>(nullable: false),
                    EndReason = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_PublishedPost", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "opn_RepresentativeCheck",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    VillageName = table.Column<string>(maxLength: 100, nullable: false),
                    CheckedOn = table.Column<DateOnly>(nullable: false),
                    Representatives = table.Column<int>(nullable: false),
                    Subject = table.Column<string>(maxLength: 40, nullable: false),
                    Scope = table.Column<string>(maxLength: 500, nullable: false),
                    Result = table.Column<string>(maxLength: 40, nullable: false),
                    Findings = table.Column<string>(maxLength: 1000, nullable: false),
                    FollowUp = table.Column<string>(maxLength: 1000, nullable: false),
                    FollowedUpOn = table.Column<DateOnly>(nullable: true),
                    RecordedBy = table.Column<string>(maxLength: 50, nullable: false),
                    VoidReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_RepresentativeCheck", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "opn_Suggestion",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    ReceiptHash = table.Column<string>(maxLength: 64, nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Text = table.Column<string>(maxLength: 2000, nullable: false),
                    Contact = table.Column<string>(maxLength: 1200, nullable: false),
                    ReceivedAt = table.Column<DateTime>(nullable: false),
                    ReceivedOn = table.Column<DateOnly>(nullable: false),
                    OnPaper = table.Column<bool>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    OwnerStaffId = table.Column<Guid>(nullable: false),
                    OwnerName = table.Column<string>(maxLength: 50, nullable: false),
                    Reply = table.Column<string>(maxLength: 2000, nullable: false),
                    RepliedOn = table.Column<DateOnly>(nullable: true),
                    RepliedBy = table.Column<string>(maxLength: 50, nullable: false),
                    DueWhenSettled = table.Column<DateOnly>(nullable: true),
                    CloseReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_Suggestion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "opn_TotalsSubject",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    Columns = table.Column<string>(maxLength: 1000, nullable: false),
                    Cadence = table.Column<string>(maxLength: 40, nullable: false),
                    Explanation = table.Column<string>(maxLength: 500, nullable: false),
                    Active = table.Column<bool>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_opn_TotalsSubject", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_opn_BoardFigure_PostId_UnitKey_ColumnNumber",
                table: "opn_BoardFigure",
                columns: new[] { "PostId", "UnitKey", "ColumnNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_opn_BoardPost_SiteId_State",
                table: "opn_BoardPost",
                columns: new[] { "SiteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_opn_Briefing_SiteId_HeldOn",
                table: "opn_Briefing",
                columns: new[] { "SiteId", "HeldOn" });

            migrationBuilder.CreateIndex(
                name: "IX_opn_Evaluation_SiteId_Quarter",
                table: "opn_Evaluation",
                columns: new[] { "SiteId", "Quarter" });

            migrationBuilder.CreateIndex(
                name: "IX_opn_PublishedCell_Cell",
                table: "opn_PublishedCell",
                columns: new[] { "SubjectId", "Period", "SiteId", "UnitKey", "ColumnNumber" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_opn_PublishedPost_PostId",
                table: "opn_PublishedPost",
                column: "PostId");

            migrationBuilder.CreateIndex(
                name: "IX_opn_PublishedPost_SiteId_EndedOn_PublishedOn",
                table: "opn_PublishedPost",
                columns: new[] { "SiteId", "EndedOn", "PublishedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_opn_RepresentativeCheck_SiteId_CheckedOn",
                table: "opn_RepresentativeCheck",
                columns: new[] { "SiteId", "CheckedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_opn_Suggestion_ReceiptHash",
                table: "opn_Suggestion",
                column: "ReceiptHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_opn_Suggestion_SiteId_State_ReceivedOn",
                table: "opn_Suggestion",
                columns: new[] { "SiteId", "State", "ReceivedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_opn_TotalsSubject_DivisionId_Name",
                table: "opn_TotalsSubject",
                columns: new[] { "DivisionId", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "opn_BoardFigure");

            migrationBuilder.DropTable(
                name: "opn_BoardPost");

            migrationBuilder.DropTable(
                name: "opn_Briefing");

            migrationBuilder.DropTable(
                name: "opn_Evaluation");

            migrationBuilder.DropTable(
                name: "opn_PublishedCell");

            migrationBuilder.DropTable(
                name: "opn_PublishedPost");

            migrationBuilder.DropTable(
                name: "opn_RepresentativeCheck");

            migrationBuilder.DropTable(
                name: "opn_Suggestion");

            migrationBuilder.DropTable(
                name: "opn_TotalsSubject");
        }
    }
}
