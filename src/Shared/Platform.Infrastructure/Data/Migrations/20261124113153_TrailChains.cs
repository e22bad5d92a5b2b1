using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class TrailChains : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_core_TrailEntry_RecordRef",
                table: "core_TrailEntry");

            migrationBuilder.AddColumn<string>(
                name: "Changes",
                table: "core_TrailEntry",
                maxLength: -1,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "Hash",
                table: "core_TrailEntry",
                maxLength: 32,
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "Outcome",
                table: "core_TrailEntry",
                maxLength: 60,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "PreviousHash",
                table: "core_TrailEntry",
                maxLength: 32,
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "core_TrailEntry",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "Sequence",
                table: "core_TrailEntry",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "core_TrailChain",
                columns: table => new
                {
                    SiteId = table.Column<int>(nullable: false),
                    Sequence = table.Column<long>(nullable: false),
                    Hash = table.Column<byte[]>(maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_TrailChain", x => x.SiteId);
                });

            migrationBuilder.CreateTable(
                name: "core_TrailMention",
                columns: table => new
                {
                    RecordKey = table.Column<string>(maxLength: 100, nullable: false),
                    EntryId = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_TrailMention", x => new { x.RecordKey, x.EntryId });
                });

            migrationBuilder.CreateTable(
                name: "core_TrailVerification",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    Chains = table.Column<int>(nullable: false),
                    Entries = table.Column<long>(nullable: false),
                    Milliseconds = table.Column<long>(nullable: false),
                    Fault = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_TrailVerification", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_TrailEntry_AccountId_At",
                table: "core_TrailEntry",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_core_TrailEntry_Action_At",
                table: "core_TrailEntry",
                columns: new[] { "Action", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_core_TrailEntry_At",
                table: "core_TrailEntry",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_core_TrailEntry_SiteId_Sequence",
                table: "core_TrailEntry",
                columns: new[] { "SiteId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_core_TrailVerification_At",
                table: "core_TrailVerification",
                column: "At");

            migrationBuilder.MakeAppendOnly("core_TrailEntry");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_TrailChain");

            migrationBuilder.DropTable(
                name: "core_TrailMention");

            migrationBuilder.DropTable(
                name: "core_TrailVerification");

            migrationBuilder.DropIndex(
                name: "IX_core_TrailEntry_AccountId_At",
                table: "core_TrailEntry");

            migrationBuilder.DropIndex(
                name: "IX_core_TrailEntry_Action_At",
                table: "core_TrailEntry");

            migrationBuilder.DropIndex(
                name: "IX_core_TrailEntry_At",
                table: "core_TrailEntry");

            migrationBuilder.DropIndex(
                name: "IX_core_TrailEntry_SiteId_Sequence",
                table: "core_TrailEntry");

            migrationBuilder.DropColumn(
                name: "Changes",
                table: "core_TrailEntry");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "core_TrailEntry");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "core_TrailEntry");

            migrationBuilder.DropColumn(
                name: "PreviousHash",
                table: "core_TrailEntry");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "core_TrailEntry");

            migrationBuilder.DropColumn(
                name: "Sequence",
                table: "core_TrailEntry");

            migrationBuilder.CreateIndex(
                name: "IX_core_TrailEntry_RecordRef",
                table: "core_TrailEntry",
                column: "RecordRef");
        }
    }
}
