using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "core_Account",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DisplayName = table.Column<string>(maxLength: 200, nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Active = table.Column<bool>(nullable: false),
                    ActiveDivisionId = table.Column<int>(nullable: false),
                    UserName = table.Column<string>(maxLength: 200, nullable: false),
                    NormalizedUserName = table.Column<string>(maxLength: 200, nullable: false),
                    PasswordHash = table.Column<string>(maxLength: 400, nullable: true),
                    SecurityStamp = table.Column<string>(maxLength: 200, nullable: true),
                    ConcurrencyStamp = table.Column<string>(maxLength: 200, nullable: true),
                    TwoFactorEnabled = table.Column<bool>(nullable: false),
                    LockoutEnd = table.Column<DateTime>(nullable: true),
                    LockoutEnabled = table.Column<bool>(nullable: false),
                    AccessFailedCount = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_Account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_AccountClaim",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false),
                    UserId = table.Column<Guid>(nullable: false),
                    ClaimType = table.Column<string>(maxLength: 200, nullable: true),
                    ClaimValue = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_AccountClaim", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_AccountLogin",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(maxLength: 200, nullable: false),
                    ProviderKey = table.Column<string>(maxLength: 200, nullable: false),
                    ProviderDisplayName = table.Column<string>(maxLength: 200, nullable: true),
                    UserId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_AccountLogin", x => new { x.LoginProvider, x.ProviderKey });
                });

            migrationBuilder.CreateTable(
                name: "core_AccountToken",
                columns: table => new
                {
                    UserId = table.Column<Guid>(nullable: false),
                    LoginProvider = table.Column<string>(maxLength: 200, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Value = table.Column<string>(maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_AccountToken", x => new { x.UserId, x.LoginProvider, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "core_CalendarDay",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_CalendarDay", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "core_DataKey",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Xml = table.Column<string>(maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DataKey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_Division",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false),
                    Code = table.Column<string>(maxLength: 9, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    FullName = table.Column<string>(maxLength: 200, nullable: false),
                    ParentId = table.Column<int>(nullable: false),
                    Levels = table.Column<int>(maxLength: 40, nullable: false),
                    IsSite = table.Column<bool>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Initials = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_Division", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_EnablementVersion",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_EnablementVersion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_ModuleState",
                columns: table => new
                {
                    ModuleId = table.Column<string>(maxLength: 60, nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Enabled = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_ModuleState", x => new { x.ModuleId, x.DivisionId });
                });

            migrationBuilder.CreateTable(
                name: "core_Setting",
                columns: table => new
                {
                    Key = table.Column<string>(maxLength: 60, nullable: false),
                    Value = table.Column<string>(maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_Setting", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "core_StaffMember",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Number = table.Column<string>(maxLength: 30, nullable: false),
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    Post = table.Column<string>(maxLength: 50, nullable: false),
                    Active = table.Column<bool>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_StaffMember", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_TrailEntry",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    ActorName = table.Column<string>(maxLength: 200, nullable: false),
                    Channel = table.Column<string>(maxLength: 40, nullable: false),
                    ModuleId = table.Column<string>(maxLength: 200, nullable: false),
                    Action = table.Column<string>(maxLength: 200, nullable: false),
                    RecordRef = table.Column<string>(maxLength: 200, nullable: false),
                    Detail = table.Column<string>(maxLength: 2000, nullable: false),
                    RemoteAddress = table.Column<string>(maxLength: 200, nullable: false),
                    CorrelationId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_TrailEntry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_Village",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Code = table.Column<string>(maxLength: 12, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Initials = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_Village", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_RoleAssignment",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Role = table.Column<string>(maxLength: 60, nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_RoleAssignment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_RoleAssignment_core_Account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "core_Account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "core_VillageLink",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    IsMain = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_VillageLink", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_VillageLink_core_StaffMember_StaffId",
                        column: x => x.StaffId,
                        principalTable: "core_StaffMember",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_core_VillageLink_core_Village_VillageId",
                        column: x => x.VillageId,
                        principalTable: "core_Village",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_Account_NormalizedUserName",
                table: "core_Account",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_Division_Code",
                table: "core_Division",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_core_Division_Initials",
                table: "core_Division",
                column: "Initials");

            migrationBuilder.CreateIndex(
                name: "IX_core_Division_IsSite_Id",
                table: "core_Division",
                columns: new[] { "IsSite", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_core_Division_Name",
                table: "core_Division",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_core_Division_ParentId",
                table: "core_Division",
                column: "ParentId");

            migrationBuilder.CreateIndex(
                name: "IX_core_RoleAssignment_AccountId_Role_DivisionId",
                table: "core_RoleAssignment",
                columns: new[] { "AccountId", "Role", "DivisionId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_StaffMember_SiteId_Number",
                table: "core_StaffMember",
                columns: new[] { "SiteId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_TrailEntry_RecordRef",
                table: "core_TrailEntry",
                column: "RecordRef");

            migrationBuilder.CreateIndex(
                name: "IX_core_TrailEntry_SiteId_At",
                table: "core_TrailEntry",
                columns: new[] { "SiteId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_core_Village_Code",
                table: "core_Village",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_Village_SiteId_Code",
                table: "core_Village",
                columns: new[] { "SiteId", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_core_VillageLink_SiteId",
                table: "core_VillageLink",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_core_VillageLink_StaffId_VillageId",
                table: "core_VillageLink",
                columns: new[] { "StaffId", "VillageId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_VillageLink_VillageId",
                table: "core_VillageLink",
                column: "VillageId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_AccountClaim");

            migrationBuilder.DropTable(
                name: "core_AccountLogin");

            migrationBuilder.DropTable(
                name: "core_AccountToken");

            migrationBuilder.DropTable(
                name: "core_CalendarDay");

            migrationBuilder.DropTable(
                name: "core_DataKey");

            migrationBuilder.DropTable(
                name: "core_Division");

            migrationBuilder.DropTable(
                name: "core_EnablementVersion");

            migrationBuilder.DropTable(
                name: "core_ModuleState");

            migrationBuilder.DropTable(
                name: "core_RoleAssignment");

            migrationBuilder.DropTable(
                name: "core_Setting");

            migrationBuilder.DropTable(
                name: "core_TrailEntry");

            migrationBuilder.DropTable(
                name: "core_VillageLink");

            migrationBuilder.DropTable(
                name: "core_Account");

            migrationBuilder.DropTable(
                name: "core_StaffMember");

            migrationBuilder.DropTable(
                name: "core_Village");
        }
    }
}
