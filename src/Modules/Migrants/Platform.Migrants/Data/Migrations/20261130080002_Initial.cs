using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Migrants.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mig_BureauAct",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Count = table.Column<int>(nullable: false),
                    Note = table.Column<string>(maxLength: 200, nullable: false),
                    ByName = table.Column<string>(maxLength: 200, nullable: false),
                    At = table.Column<DateTime>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_BureauAct", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_ExchangeFile",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    PartnerId = table.Column<Guid>(nullable: false),
                    PartnerName = table.Column<string>(maxLength: 200, nullable: false),
                    Direction = table.Column<string>(maxLength: 40, nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Hash = table.Column<string>(maxLength: 64, nullable: false),
                    Count = table.Column<int>(nullable: false),
                    On = table.Column<DateOnly>(nullable: false),
                    ByName = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_ExchangeFile", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_ExchangeKey",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    PublicKey = table.Column<string>(maxLength: 400, nullable: false),
                    PrivateKey = table.Column<string>(maxLength: 1200, nullable: false),
                    MadeOn = table.Column<DateOnly>(nullable: false),
                    MadeByName = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_ExchangeKey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_ExchangePartner",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false),
                    PublicKey = table.Column<string>(maxLength: 400, nullable: false),
                    Ended = table.Column<bool>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_ExchangePartner", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_Handover",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Count = table.Column<int>(nullable: false),
                    HandedOn = table.Column<DateOnly>(nullable: false),
                    HandedAt = table.Column<DateTime>(nullable: false),
                    HandedByName = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_Handover", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_Inquiry",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OtherSiteId = table.Column<int>(nullable: false),
                    TargetSiteId = table.Column<int>(nullable: false),
                    Number = table.Column<string>(maxLength: 40, nullable: false),
                    Route = table.Column<string>(maxLength: 40, nullable: false),
                    PartnerId = table.Column<Guid>(nullable: false),
                    PartnerName = table.Column<string>(maxLength: 200, nullable: false),
                    Topic = table.Column<string>(maxLength: 40, nullable: false),
                    SubjectName = table.Column<string>(maxLength: 50, nullable: false),
                    IdentityNumber = table.Column<string>(maxLength: 1200, nullable: false),
                    IdentityNumberIndex = table.Column<string>(maxLength: 32, nullable: false),
                    Question = table.Column<string>(maxLength: 500, nullable: false),
                    ConsentReference = table.Column<string>(maxLength: 100, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    DraftedOn = table.Column<DateOnly>(nullable: false),
                    DraftedByName = table.Column<string>(maxLength: 200, nullable: false),
                    HandoverId = table.Column<Guid>(nullable: false),
                    SentOn = table.Column<DateOnly>(nullable: true),
                    SentByName = table.Column<string>(maxLength: 200, nullable: false),
                    ReceivedOn = table.Column<DateOnly>(nullable: true),
                    TargetOn = table.Column<DateOnly>(nullable: true),
                    LimitOn = table.Column<DateOnly>(nullable: true),
                    Tracked = table.Column<bool>(nullable: false),
                    Result = table.Column<string>(maxLength: 40, nullable: false),
                    Remarks = table.Column<string>(maxLength: 500, nullable: false),
                    AnsweredOn = table.Column<DateOnly>(nullable: true),
                    AnsweredByName = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_Inquiry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_MigrantMatch",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    OtherSiteId = table.Column<int>(nullable: false),
                    DepartureId = table.Column<Guid>(nullable: false),
                    ArrivalId = table.Column<Guid>(nullable: false),
                    LeftOn = table.Column<DateOnly>(nullable: false),
                    CameOn = table.Column<DateOnly>(nullable: false),
                    FoundOn = table.Column<DateOnly>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    DecidedOn = table.Column<DateOnly>(nullable: true),
                    DecidedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Note = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_MigrantMatch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_MigrantRecord",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Move = table.Column<string>(maxLength: 40, nullable: false),
                    Number = table.Column<string>(maxLength: 30, nullable: false),
                    Name = table.Column<string>(maxLength: 50, nullable: false),
                    IdentityNumber = table.Column<string>(maxLength: 1200, nullable: false),
                    IdentityNumberIndex = table.Column<string>(maxLength: 32, nullable: false),
                    Phone = table.Column<string>(maxLength: 1200, nullable: false),
                    PhoneIndex = table.Column<string>(maxLength: 32, nullable: false),
                    Address = table.Column<string>(maxLength: 1200, nullable: false),
                    AddressIndex = table.Column<string>(maxLength: 32, nullable: false),
                    FromPlace = table.Column<string>(maxLength: 200, nullable: false),
                    ToPlace = table.Column<string>(maxLength: 200, nullable: false),
                    MovedOn = table.Column<DateOnly>(nullable: false),
                    Housing = table.Column<string>(maxLength: 40, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    EndedOn = table.Column<DateOnly>(nullable: true),
                    CheckedOn = table.Column<DateOnly>(nullable: true),
                    RecordedOn = table.Column<DateOnly>(nullable: false),
                    RecordedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_MigrantRecord", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_MigrantReport",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Month = table.Column<DateOnly>(nullable: false),
                    Inside = table.Column<int>(nullable: false),
                    Outside = table.Column<int>(nullable: false),
                    Came = table.Column<int>(nullable: false),
                    Went = table.Column<int>(nullable: false),
                    Ended = table.Column<int>(nullable: false),
                    Asked = table.Column<int>(nullable: false),
                    Answered = table.Column<int>(nullable: false),
                    Analysis = table.Column<string>(maxLength: 2000, nullable: false),
                    SubmittedOn = table.Column<DateOnly>(nullable: false),
                    SubmittedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_MigrantReport", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "mig_RegisterCheck",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Quarter = table.Column<DateOnly>(nullable: false),
                    CheckedOn = table.Column<DateOnly>(nullable: false),
                    Confirmed = table.Column<int>(nullable: false),
                    Departed = table.Column<int>(nullable: false),
                    Fresh = table.Column<int>(nullable: false),
                    Unanswered = table.Column<int>(nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false),
                    CheckedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mig_RegisterCheck", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_mig_BureauAct_SiteId_Kind_Day",
                table: "mig_BureauAct",
                columns: new[] { "SiteId", "Kind", "Day" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mig_ExchangeFile_SiteId_Direction_Hash",
                table: "mig_ExchangeFile",
                columns: new[] { "SiteId", "Direction", "Hash" });

            migrationBuilder.CreateIndex(
                name: "IX_mig_ExchangeKey_SiteId",
                table: "mig_ExchangeKey",
                column: "SiteId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mig_ExchangePartner_SiteId_Name",
                table: "mig_ExchangePartner",
                columns: new[] { "SiteId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mig_Handover_SiteId_Month",
                table: "mig_Handover",
                columns: new[] { "SiteId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_mig_Inquiry_HandoverId",
                table: "mig_Inquiry",
                column: "HandoverId");

            migrationBuilder.CreateIndex(
                name: "IX_mig_Inquiry_OtherSiteId_State_TargetOn",
                table: "mig_Inquiry",
                columns: new[] { "OtherSiteId", "State", "TargetOn" });

            migrationBuilder.CreateIndex(
                name: "IX_mig_Inquiry_SiteId_State_DraftedOn",
                table: "mig_Inquiry",
                columns: new[] { "SiteId", "State", "DraftedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_mig_Inquiry_State_Tracked",
                table: "mig_Inquiry",
                columns: new[] { "State", "Tracked" });

            migrationBuilder.CreateIndex(
                name: "IX_mig_MigrantMatch_DepartureId_ArrivalId",
                table: "mig_MigrantMatch",
                columns: new[] { "DepartureId", "ArrivalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mig_MigrantMatch_OtherSiteId_State",
                table: "mig_MigrantMatch",
                columns: new[] { "OtherSiteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_mig_MigrantMatch_SiteId_State",
                table: "mig_MigrantMatch",
                columns: new[] { "SiteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_mig_MigrantRecord_IdentityNumberIndex",
                table: "mig_MigrantRecord",
                column: "IdentityNumberIndex");

            migrationBuilder.CreateIndex(
                name: "IX_mig_MigrantRecord_PhoneIndex",
                table: "mig_MigrantRecord",
                column: "PhoneIndex");

            migrationBuilder.CreateIndex(
                name: "IX_mig_MigrantRecord_SiteId_Number",
                table: "mig_MigrantRecord",
                columns: new[] { "SiteId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mig_MigrantRecord_SiteId_VillageId_State",
                table: "mig_MigrantRecord",
                columns: new[] { "SiteId", "VillageId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_mig_MigrantReport_SiteId_Month",
                table: "mig_MigrantReport",
                columns: new[] { "SiteId", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_mig_RegisterCheck_SiteId_VillageId_Quarter",
                table: "mig_RegisterCheck",
                columns: new[] { "SiteId", "VillageId", "Quarter" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mig_BureauAct");

            migrationBuilder.DropTable(
                name: "mig_ExchangeFile");

            migrationBuilder.DropTable(
                name: "mig_ExchangeKey");

            migrationBuilder.DropTable(
                name: "mig_ExchangePartner");

            migrationBuilder.DropTable(
                name: "mig_Handover");

            migrationBuilder.DropTable(
                name: "mig_Inquiry");

            migrationBuilder.DropTable(
                name: "mig_MigrantMatch");

            migrationBuilder.DropTable(
                name: "mig_MigrantRecord");

            migrationBuilder.DropTable(
                name: "mig_MigrantReport");

            migrationBuilder.DropTable(
                name: "mig_RegisterCheck");
        }
    }
}
