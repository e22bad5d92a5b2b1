using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class AccountSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "SecondFactorSecret",
                table: "core_Account",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SecondFactorStep",
                table: "core_Account",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "core_AccountSession",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    StartedAt = table.Column<DateTime>(nullable: false),
                    LastSeenAt = table.Column<DateTime>(nullable: false),
                    EndedAt = table.Column<DateTime>(nullable: true),
                    End = table.Column<string>(maxLength: 40, nullable: false),
                    Address = table.Column<string>(maxLength: 60, nullable: false),
                    Device = table.Column<string>(maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_AccountSession", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_AccountSession_core_Account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "core_Account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "core_RecoveryCode",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Hash = table.Column<string>(maxLength: 64, nullable: false),
                    UsedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_RecoveryCode", x => x.Id);
                    table.ForeignKey(
                        name: "FK_core_RecoveryCode_core_Account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "core_Account",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "core_SignInRecord",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Event = table.Column<string>(maxLength: 40, nullable: false),
                    Address = table.Column<string>(maxLength: 60, nullable: false),
                    Device = table.Column<string>(maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_SignInRecord", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_AccountSession_AccountId_EndedAt",
                table: "core_AccountSession",
                columns: new[] { "AccountId", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_core_AccountSession_EndedAt_LastSeenAt",
                table: "core_AccountSession",
                columns: new[] { "EndedAt", "LastSeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_core_RecoveryCode_AccountId_Hash",
                table: "core_RecoveryCode",
                columns: new[] { "AccountId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_SignInRecord_AccountId_At",
                table: "core_SignInRecord",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_core_SignInRecord_At",
                table: "core_SignInRecord",
                column: "At");

            migrationBuilder.MakeAppendOnly("core_SignInRecord");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_AccountSession");

            migrationBuilder.DropTable(
                name: "core_RecoveryCode");

            migrationBuilder.DropTable(
                name: "core_SignInRecord");

            migrationBuilder.DropColumn(
                name: "SecondFactorSecret",
                table: "core_Account");

            migrationBuilder.DropColumn(
                name: "SecondFactorStep",
                table: "core_Account");
        }
    }
}
