using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class FirmGround : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_core_VillageLink_StaffId_VillageId",
                table: "core_VillageLink");

            migrationBuilder.AddColumn<DateOnly>(
                name: "From",
                table: "core_VillageLink",
                nullable: false,
                defaultValue: new DateOnly(1900, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "To",
                table: "core_VillageLink",
                nullable: false,
                defaultValue: new DateOnly(9999, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "core_Village",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OpenedOn",
                table: "core_Village",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

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

            migrationBuilder.AddColumn<bool>(
                name: "PostAssigned",
                table: "core_StaffMember",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "core_Division",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OpenedOn",
                table: "core_Division",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateTime>(
                name: "LastSignInAt",
                table: "core_Account",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "MustChangePassword",
                table: "core_Account",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "PasswordSetAt",
                table: "core_Account",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.CreateTable(
                name: "core_ApiKey",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Prefix = table.Column<string>(maxLength: 20, nullable: false),
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    Purpose = table.Column<string>(maxLength: 200, nullable: false),
                    OwnerId = table.Column<Guid>(nullable: false),
                    SecretHash = table.Column<string>(maxLength: 64, nullable: false),
                    PreviousHash = table.Column<string>(maxLength: 64, nullable: false),
                    PreviousUntil = table.Column<DateTime>(nullable: true),
                    RotatedAt = table.Column<DateTime>(nullable: true),
                    ExpiresOn = table.Column<DateOnly>(nullable: false),
                    RatePerMinute = table.Column<int>(nullable: false),
                    Addresses = table.Column<string>(maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false),
                    CreatedBy = table.Column<string>(maxLength: 200, nullable: false),
                    RevokedAt = table.Column<DateTime>(nullable: true),
                    RevokedBy = table.Column<string>(maxLength: 200, nullable: false),
                    RevokedReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_ApiKey", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_ApiKey_core_Account_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "core_Account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "core_BackupRun",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Source = table.Column<string>(maxLength: 40, nullable: false),
                    StartedAt = table.Column<DateTime>(nullable: false),
                    EndedAt = table.Column<DateTime>(nullable: false),
                    Succeeded = table.Column<bool>(nullable: false),
                    File = table.Column<string>(maxLength: 500, nullable: false),
                    Size = table.Column<long>(nullable: false),
                    Sha256 = table.Column<string>(maxLength: 64, nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false),
                    ByName = table.Column<string>(maxLength: 200, nullable: false),
                    TestedAt = table.Column<DateTime>(nullable: true),
                    TestSucceeded = table.Column<bool>(nullable: false),
                    TestNote = table.Column<string>(maxLength: 500, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_BackupRun", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_CalendarImport",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    ByName = table.Column<string>(maxLength: 100, nullable: false),
                    FileName = table.Column<string>(maxLength: 200, nullable: false),
                    Years = table.Column<string>(maxLength: 300, nullable: false),
                    FirstDay = table.Column<DateOnly>(nullable: false),
                    LastDay = table.Column<DateOnly>(nullable: false),
                    Days = table.Column<int>(nullable: false),
                    Stage = table.Column<string>(maxLength: 40, nullable: false),
                    Pass = table.Column<int>(nullable: false),
                    Cursor = table.Column<Guid>(nullable: false),
                    Affected = table.Column<int>(nullable: false),
                    Redated = table.Column<int>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_CalendarImport", x => x.Id);
                });

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
                name: "core_DeadlineChange",
                columns: table => new
                {
                    DeadlineId = table.Column<Guid>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OldDue = table.Column<DateOnly>(nullable: false),
                    OldProvisional = table.Column<bool>(nullable: false),
                    NewDue = table.Column<DateOnly>(nullable: false),
                    NewProvisional = table.Column<bool>(nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    ByName = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DeadlineChange", x => new { x.DeadlineId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "core_DeadlineRedating",
                columns: table => new
                {
                    ImportId = table.Column<Guid>(nullable: false),
                    RuleCode = table.Column<string>(maxLength: 60, nullable: false),
                    Start = table.Column<DateOnly>(nullable: false),
                    ExtensionDays = table.Column<int>(nullable: false),
                    OldDue = table.Column<DateOnly>(nullable: false),
                    OldProvisional = table.Column<bool>(nullable: false),
                    NewDue = table.Column<DateOnly>(nullable: false),
                    NewProvisional = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DeadlineRedating", x => new { x.ImportId, x.RuleCode, x.Start, x.ExtensionDays, x.OldDue, x.OldProvisional });
                });

            migrationBuilder.CreateTable(
                name: "core_DivisionChange",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    EffectiveOn = table.Column<DateOnly>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Code = table.Column<string>(maxLength: 12, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    NewCode = table.Column<string>(maxLength: 12, nullable: false),
                    NewName = table.Column<string>(maxLength: 200, nullable: false),
                    ParentCode = table.Column<string>(maxLength: 12, nullable: false),
                    Successors = table.Column<string>(maxLength: 400, nullable: false),
                    Document = table.Column<string>(maxLength: 200, nullable: false),
                    Source = table.Column<string>(maxLength: 200, nullable: false),
                    RecordedBy = table.Column<string>(maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTime>(nullable: false),
                    AppliedAt = table.Column<DateTime>(nullable: true),
                    Obstacle = table.Column<string>(maxLength: 400, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DivisionChange", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_DivisionHeir",
                columns: table => new
                {
                    ClosedId = table.Column<int>(nullable: false),
                    HeirId = table.Column<int>(nullable: false),
                    IsMain = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DivisionHeir", x => new { x.ClosedId, x.HeirId });
                });

            migrationBuilder.CreateTable(
                name: "core_DivisionSuccessor",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    ChangeId = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    SuccessorId = table.Column<int>(nullable: false),
                    SuccessorVillageId = table.Column<Guid>(nullable: false),
                    Share = table.Column<int>(nullable: false),
                    IsMain = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DivisionSuccessor", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_DivisionVersion",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Until = table.Column<DateOnly>(nullable: false),
                    Code = table.Column<string>(maxLength: 12, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    FullName = table.Column<string>(maxLength: 200, nullable: false),
                    ParentId = table.Column<int>(nullable: false),
                    Closed = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DivisionVersion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_NamedAccessRule",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    ModuleId = table.Column<string>(maxLength: 60, nullable: false),
                    On = table.Column<bool>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    ByName = table.Column<string>(maxLength: 200, nullable: false),
                    Reason = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_NamedAccessRule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_NamedMachine",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    AssetNumber = table.Column<string>(maxLength: 200, nullable: false),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    Addresses = table.Column<string>(maxLength: 1000, nullable: false),
                    Responsible = table.Column<string>(maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: true),
                    EndReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_NamedMachine", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_NamedOperator",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Duty = table.Column<string>(maxLength: 200, nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: true),
                    EndReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_NamedOperator", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_PastPassword",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Hash = table.Column<string>(maxLength: 400, nullable: false),
                    ReplacedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_PastPassword", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_PastPassword_core_Account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "core_Account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
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

            migrationBuilder.CreateTable(
                name: "core_SecurityRule",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Lo = table.Column<int>(nullable: false),
                    Hi = table.Column<int>(nullable: false),
                    Number = table.Column<string>(maxLength: 60, nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    Versions = table.Column<int>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_SecurityRule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_SecurityRuleFile",
                columns: table => new
                {
                    VersionId = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Content = table.Column<byte[]>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_SecurityRuleFile", x => x.VersionId);
                });

            migrationBuilder.CreateTable(
                name: "core_TrackedDeadline",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    RecordRef = table.Column<string>(maxLength: 120, nullable: false),
                    RuleCode = table.Column<string>(maxLength: 60, nullable: false),
                    Start = table.Column<DateOnly>(nullable: false),
                    ExtensionDays = table.Column<int>(nullable: false),
                    Due = table.Column<DateOnly>(nullable: false),
                    Provisional = table.Column<bool>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    SettledOn = table.Column<DateOnly>(nullable: true),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    Link = table.Column<string>(maxLength: 300, nullable: false),
                    Changes = table.Column<int>(nullable: false),
                    TrackedAt = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_TrackedDeadline", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_Weakness",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Severity = table.Column<string>(maxLength: 40, nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    Place = table.Column<string>(maxLength: 200, nullable: false),
                    Description = table.Column<string>(maxLength: 2000, nullable: false),
                    FoundBy = table.Column<string>(maxLength: 200, nullable: false),
                    FoundOn = table.Column<DateOnly>(nullable: false),
                    EnteredAt = table.Column<DateTime>(nullable: false),
                    EnteredBy = table.Column<string>(maxLength: 200, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    ReportedTo = table.Column<string>(maxLength: 200, nullable: false),
                    ReportedOn = table.Column<DateOnly>(nullable: true),
                    ReportedBy = table.Column<string>(maxLength: 200, nullable: false),
                    ReportDocument = table.Column<string>(maxLength: 200, nullable: false),
                    Measures = table.Column<string>(maxLength: 2000, nullable: false),
                    Owner = table.Column<string>(maxLength: 200, nullable: false),
                    DueOn = table.Column<DateOnly>(nullable: true),
                    MeasuresOn = table.Column<DateOnly>(nullable: true),
                    MeasuresById = table.Column<Guid>(nullable: false),
                    AuthorityToldOn = table.Column<DateOnly>(nullable: true),
                    PersonsTold = table.Column<string>(maxLength: 500, nullable: false),
                    ClosedOn = table.Column<DateOnly>(nullable: true),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_Weakness", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_ApiKeyGrant",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    KeyId = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Permission = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_ApiKeyGrant", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_ApiKeyGrant_core_ApiKey_KeyId",
                        column: x => x.KeyId,
                        principalTable: "core_ApiKey",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "core_ApiKeyUseDay",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    KeyId = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Count = table.Column<int>(nullable: false),
                    LastAt = table.Column<DateTime>(nullable: false),
                    LastAddress = table.Column<string>(maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_ApiKeyUseDay", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_ApiKeyUseDay_core_ApiKey_KeyId",
                        column: x => x.KeyId,
                        principalTable: "core_ApiKey",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "core_SecurityRuleVersion",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    RuleId = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Ordinal = table.Column<int>(nullable: false),
                    Number = table.Column<string>(maxLength: 60, nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    EffectiveFrom = table.Column<DateOnly>(nullable: false),
                    EffectiveTo = table.Column<DateOnly>(nullable: true),
                    Text = table.Column<string>(maxLength: 20000, nullable: false),
                    Change = table.Column<string>(maxLength: 200, nullable: false),
                    FileName = table.Column<string>(maxLength: 200, nullable: false),
                    FileSha256 = table.Column<string>(maxLength: 64, nullable: false),
                    PublishedAt = table.Column<DateTime>(nullable: false),
                    PublishedBy = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_SecurityRuleVersion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_SecurityRuleVersion_core_SecurityRule_RuleId",
                        column: x => x.RuleId,
                        principalTable: "core_SecurityRule",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "core_WeaknessEvent",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    WeaknessId = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Act = table.Column<string>(maxLength: 40, nullable: false),
                    On = table.Column<DateOnly>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    ByName = table.Column<string>(maxLength: 200, nullable: false),
                    Note = table.Column<string>(maxLength: 2000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_WeaknessEvent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_WeaknessEvent_core_Weakness_WeaknessId",
                        column: x => x.WeaknessId,
                        principalTable: "core_Weakness",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "core_SecurityRuleReading",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    VersionId = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_SecurityRuleReading", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_SecurityRuleReading_core_SecurityRuleVersion_VersionId",
                        column: x => x.VersionId,
                        principalTable: "core_SecurityRuleVersion",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_VillageLink_StaffId_VillageId_From",
                table: "core_VillageLink",
                columns: new[] { "StaffId", "VillageId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_StaffMember_IdentityNumberIndex",
                table: "core_StaffMember",
                column: "IdentityNumberIndex");

            migrationBuilder.CreateIndex(
                name: "IX_core_StaffMember_PhoneIndex",
                table: "core_StaffMember",
                column: "PhoneIndex");

            migrationBuilder.CreateIndex(
                name: "IX_core_Division_ClosedOn",
                table: "core_Division",
                column: "ClosedOn");

            migrationBuilder.CreateIndex(
                name: "IX_core_ApiKey_OwnerId",
                table: "core_ApiKey",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_core_ApiKey_Prefix",
                table: "core_ApiKey",
                column: "Prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_ApiKey_SiteId",
                table: "core_ApiKey",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_core_ApiKeyGrant_KeyId_Permission",
                table: "core_ApiKeyGrant",
                columns: new[] { "KeyId", "Permission" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_ApiKeyUseDay_KeyId_Day",
                table: "core_ApiKeyUseDay",
                columns: new[] { "KeyId", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_BackupRun_StartedAt",
                table: "core_BackupRun",
                column: "StartedAt");

            migrationBuilder.CreateIndex(
                name: "IX_core_CalendarImport_At",
                table: "core_CalendarImport",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_core_CalendarImport_Stage",
                table: "core_CalendarImport",
                column: "Stage");

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
                name: "IX_core_DivisionChange_Code",
                table: "core_DivisionChange",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionChange_DivisionId_VillageId",
                table: "core_DivisionChange",
                columns: new[] { "DivisionId", "VillageId" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionChange_State_EffectiveOn",
                table: "core_DivisionChange",
                columns: new[] { "State", "EffectiveOn" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionHeir_HeirId",
                table: "core_DivisionHeir",
                column: "HeirId");

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionSuccessor_Change",
                table: "core_DivisionSuccessor",
                columns: new[] { "ChangeId", "SuccessorId", "SuccessorVillageId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionSuccessor_DivisionId_VillageId",
                table: "core_DivisionSuccessor",
                columns: new[] { "DivisionId", "VillageId" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionSuccessor_SuccessorId_SuccessorVillageId",
                table: "core_DivisionSuccessor",
                columns: new[] { "SuccessorId", "SuccessorVillageId" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionVersion_Code",
                table: "core_DivisionVersion",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionVersion_DivisionId_VillageId_Until",
                table: "core_DivisionVersion",
                columns: new[] { "DivisionId", "VillageId", "Until" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_NamedAccessRule_ModuleId_SiteId",
                table: "core_NamedAccessRule",
                columns: new[] { "ModuleId", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_core_NamedMachine_SiteId",
                table: "core_NamedMachine",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_core_NamedOperator_AccountId",
                table: "core_NamedOperator",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_core_NamedOperator_SiteId",
                table: "core_NamedOperator",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_core_PastPassword_AccountId_ReplacedAt",
                table: "core_PastPassword",
                columns: new[] { "AccountId", "ReplacedAt" });

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

            migrationBuilder.CreateIndex(
                name: "IX_core_SecurityRule_SiteId",
                table: "core_SecurityRule",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_core_SecurityRuleReading_AccountId",
                table: "core_SecurityRuleReading",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_core_SecurityRuleReading_VersionId_AccountId",
                table: "core_SecurityRuleReading",
                columns: new[] { "VersionId", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_SecurityRuleVersion_RuleId_Ordinal",
                table: "core_SecurityRuleVersion",
                columns: new[] { "RuleId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_TrackedDeadline_RecordRef_RuleCode",
                table: "core_TrackedDeadline",
                columns: new[] { "RecordRef", "RuleCode" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_TrackedDeadline_SiteId_State_Due",
                table: "core_TrackedDeadline",
                columns: new[] { "SiteId", "State", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_core_TrackedDeadline_State_Due_SiteId",
                table: "core_TrackedDeadline",
                columns: new[] { "State", "Due", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_core_Weakness_FoundOn",
                table: "core_Weakness",
                column: "FoundOn");

            migrationBuilder.CreateIndex(
                name: "IX_core_Weakness_SiteId_State",
                table: "core_Weakness",
                columns: new[] { "SiteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_core_WeaknessEvent_WeaknessId",
                table: "core_WeaknessEvent",
                column: "WeaknessId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_ApiKeyGrant");

            migrationBuilder.DropTable(
                name: "core_ApiKeyUseDay");

            migrationBuilder.DropTable(
                name: "core_BackupRun");

            migrationBuilder.DropTable(
                name: "core_CalendarImport");

            migrationBuilder.DropTable(
                name: "core_DataBasis");

            migrationBuilder.DropTable(
                name: "core_DataRequest");

            migrationBuilder.DropTable(
                name: "core_DeadlineChange");

            migrationBuilder.DropTable(
                name: "core_DeadlineRedating");

            migrationBuilder.DropTable(
                name: "core_DivisionChange");

            migrationBuilder.DropTable(
                name: "core_DivisionHeir");

            migrationBuilder.DropTable(
                name: "core_DivisionSuccessor");

            migrationBuilder.DropTable(
                name: "core_DivisionVersion");

            migrationBuilder.DropTable(
                name: "core_NamedAccessRule");

            migrationBuilder.DropTable(
                name: "core_NamedMachine");

            migrationBuilder.DropTable(
                name: "core_NamedOperator");

            migrationBuilder.DropTable(
                name: "core_PastPassword");

            migrationBuilder.DropTable(
                name: "core_ProtectionKey");

            migrationBuilder.DropTable(
                name: "core_RetentionDay");

            migrationBuilder.DropTable(
                name: "core_RetentionSetting");

            migrationBuilder.DropTable(
                name: "core_RevealDay");

            migrationBuilder.DropTable(
                name: "core_SecurityRuleFile");

            migrationBuilder.DropTable(
                name: "core_SecurityRuleReading");

            migrationBuilder.DropTable(
                name: "core_TrackedDeadline");

            migrationBuilder.DropTable(
                name: "core_WeaknessEvent");

            migrationBuilder.DropTable(
                name: "core_ApiKey");

            migrationBuilder.DropTable(
                name: "core_SecurityRuleVersion");

            migrationBuilder.DropTable(
                name: "core_Weakness");

            migrationBuilder.DropTable(
                name: "core_SecurityRule");

            migrationBuilder.DropIndex(
                name: "IX_core_VillageLink_StaffId_VillageId_From",
                table: "core_VillageLink");

            migrationBuilder.DropIndex(
                name: "IX_core_StaffMember_IdentityNumberIndex",
                table: "core_StaffMember");

            migrationBuilder.DropIndex(
                name: "IX_core_StaffMember_PhoneIndex",
                table: "core_StaffMember");

            migrationBuilder.DropIndex(
                name: "IX_core_Division_ClosedOn",
                table: "core_Division");

            migrationBuilder.DropColumn(
                name: "From",
                table: "core_VillageLink");

            migrationBuilder.DropColumn(
                name: "To",
                table: "core_VillageLink");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "core_Village");

            migrationBuilder.DropColumn(
                name: "OpenedOn",
                table: "core_Village");

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

            migrationBuilder.DropColumn(
                name: "PostAssigned",
                table: "core_StaffMember");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "core_Division");

            migrationBuilder.DropColumn(
                name: "OpenedOn",
                table: "core_Division");

            migrationBuilder.DropColumn(
                name: "LastSignInAt",
                table: "core_Account");

            migrationBuilder.DropColumn(
                name: "MustChangePassword",
                table: "core_Account");

            migrationBuilder.DropColumn(
                name: "PasswordSetAt",
                table: "core_Account");

            migrationBuilder.CreateIndex(
                name: "IX_core_VillageLink_StaffId_VillageId",
                table: "core_VillageLink",
                columns: new[] { "StaffId", "VillageId" },
                unique: true);
        }
    }
}
