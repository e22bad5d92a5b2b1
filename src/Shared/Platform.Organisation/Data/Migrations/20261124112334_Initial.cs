using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Organisation.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "org_Body",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_Body", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "org_DutyNotice",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OfficeCode = table.Column<string>(maxLength: 30, nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    Addressee = table.Column<string>(maxLength: 200, nullable: false),
                    Text = table.Column<string>(maxLength: 4000, nullable: false),
                    Issuer = table.Column<string>(maxLength: 100, nullable: false),
                    IssuedOn = table.Column<DateOnly>(nullable: false),
                    EffectiveOn = table.Column<DateOnly>(nullable: false),
                    VoidReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_DutyNotice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "org_LeadingGroup",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    Purpose = table.Column<string>(maxLength: 1000, nullable: false),
                    DissolvedOn = table.Column<DateOnly>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_LeadingGroup", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "org_PostRole",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    PostKind = table.Column<string>(maxLength: 40, nullable: false),
                    Role = table.Column<string>(maxLength: 60, nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_PostRole", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "org_Qualification",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Number = table.Column<string>(maxLength: 40, nullable: false),
                    Issuer = table.Column<string>(maxLength: 100, nullable: false),
                    Level = table.Column<string>(maxLength: 40, nullable: false),
                    IssuedOn = table.Column<DateOnly>(nullable: false),
                    ExpiresOn = table.Column<DateOnly>(nullable: false),
                    Schooling = table.Column<string>(maxLength: 40, nullable: false),
                    TrainedFrom = table.Column<DateOnly>(nullable: true),
                    TrainedTo = table.Column<DateOnly>(nullable: true),
                    VoidReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_Qualification", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "org_StandIn",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    AbsentStaffId = table.Column<Guid>(nullable: false),
                    StandInStaffId = table.Column<Guid>(nullable: false),
                    PostId = table.Column<Guid>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    PlannedTo = table.Column<DateOnly>(nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    EndReason = table.Column<string>(maxLength: 200, nullable: false),
                    RecordedBy = table.Column<string>(maxLength: 100, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_StandIn", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "org_BodyName",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    BodyId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    ShortName = table.Column<string>(maxLength: 30, nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_BodyName", x => x.Id);
                    table.ForeignKey(
                        name: "FK_org_BodyName_org_Body_BodyId",
                        column: x => x.BodyId,
                        principalTable: "org_Body",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "org_Post",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    BodyId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    Duties = table.Column<string>(maxLength: 1000, nullable: false),
                    Seats = table.Column<int>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_Post", x => x.Id);
                    table.ForeignKey(
                        name: "FK_org_Post_org_Body_BodyId",
                        column: x => x.BodyId,
                        principalTable: "org_Body",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_GroupTerm",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    GroupId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    Paper = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_GroupTerm", x => x.Id);
                    table.ForeignKey(
                        name: "FK_org_GroupTerm_org_LeadingGroup_GroupId",
                        column: x => x.GroupId,
                        principalTable: "org_LeadingGroup",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "org_Assignment",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    PostId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false),
                    IsMain = table.Column<bool>(nullable: false),
                    NoticeId = table.Column<Guid>(nullable: false),
                    EndNoticeId = table.Column<Guid>(nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    EndReason = table.Column<string>(maxLength: 200, nullable: false),
                    Void = table.Column<bool>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_Assignment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_org_Assignment_org_Post_PostId",
                        column: x => x.PostId,
                        principalTable: "org_Post",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "org_GroupMember",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    TermId = table.Column<Guid>(nullable: false),
                    Role = table.Column<string>(maxLength: 40, nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    PostText = table.Column<string>(maxLength: 100, nullable: false),
                    Position = table.Column<int>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_org_GroupMember", x => x.Id);
                    table.ForeignKey(
                        name: "FK_org_GroupMember_org_GroupTerm_TermId",
                        column: x => x.TermId,
                        principalTable: "org_GroupTerm",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_org_Assignment_PostId_From",
                table: "org_Assignment",
                columns: new[] { "PostId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_org_Assignment_SiteId",
                table: "org_Assignment",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_org_Assignment_StaffId_From",
                table: "org_Assignment",
                columns: new[] { "StaffId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_org_Body_SiteId_Kind",
                table: "org_Body",
                columns: new[] { "SiteId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_org_BodyName_BodyId_From",
                table: "org_BodyName",
                columns: new[] { "BodyId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_org_BodyName_SiteId",
                table: "org_BodyName",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_org_DutyNotice_SiteId_Year_Number",
                table: "org_DutyNotice",
                columns: new[] { "SiteId", "Year", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_org_GroupMember_StaffId",
                table: "org_GroupMember",
                column: "StaffId");

            migrationBuilder.CreateIndex(
                name: "IX_org_GroupMember_TermId",
                table: "org_GroupMember",
                column: "TermId");

            migrationBuilder.CreateIndex(
                name: "IX_org_GroupTerm_GroupId_Number",
                table: "org_GroupTerm",
                columns: new[] { "GroupId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_org_LeadingGroup_SiteId",
                table: "org_LeadingGroup",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_org_Post_BodyId",
                table: "org_Post",
                column: "BodyId");

            migrationBuilder.CreateIndex(
                name: "IX_org_Post_SiteId_Kind",
                table: "org_Post",
                columns: new[] { "SiteId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_org_PostRole_PostKind_To",
                table: "org_PostRole",
                columns: new[] { "PostKind", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_org_Qualification_SiteId_ExpiresOn",
                table: "org_Qualification",
                columns: new[] { "SiteId", "ExpiresOn" });

            migrationBuilder.CreateIndex(
                name: "IX_org_Qualification_StaffId_Kind",
                table: "org_Qualification",
                columns: new[] { "StaffId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_org_StandIn_AbsentStaffId_To",
                table: "org_StandIn",
                columns: new[] { "AbsentStaffId", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_org_StandIn_SiteId",
                table: "org_StandIn",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_org_StandIn_StandInStaffId_To",
                table: "org_StandIn",
                columns: new[] { "StandInStaffId", "To" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "org_Assignment");

            migrationBuilder.DropTable(
                name: "org_BodyName");

            migrationBuilder.DropTable(
                name: "org_DutyNotice");

            migrationBuilder.DropTable(
                name: "org_GroupMember");

            migrationBuilder.DropTable(
                name: "org_PostRole");

            migrationBuilder.DropTable(
                name: "org_Qualification");

            migrationBuilder.DropTable(
                name: "org_StandIn");

            migrationBuilder.DropTable(
                name: "org_Post");

            migrationBuilder.DropTable(
                name: "org_GroupTerm");

            migrationBuilder.DropTable(
                name: "org_Body");

            migrationBuilder.DropTable(
                name: "org_LeadingGroup");
        }
    }
}
