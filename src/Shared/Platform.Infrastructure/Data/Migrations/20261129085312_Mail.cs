using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class Mail : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "core_Mailbox",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Address = table.Column<string>(maxLength: 200, nullable: false),
                    CodeHash = table.Column<string>(maxLength: 64, nullable: false),
                    CodeSentAt = table.Column<DateTime>(nullable: false),
                    CodesToday = table.Column<int>(nullable: false),
                    WrongCodes = table.Column<int>(nullable: false),
                    ConfirmedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_Mailbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_OutgoingMail",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Key = table.Column<string>(maxLength: 150, nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    Subject = table.Column<string>(maxLength: 200, nullable: false),
                    Text = table.Column<string>(maxLength: 20000, nullable: false),
                    Path = table.Column<string>(maxLength: 300, nullable: false),
                    Confirmation = table.Column<bool>(nullable: false),
                    QueuedAt = table.Column<DateTime>(nullable: false),
                    NextAt = table.Column<DateTime>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    Claim = table.Column<Guid>(nullable: false),
                    Attempts = table.Column<int>(nullable: false),
                    SettledAt = table.Column<DateTime>(nullable: true),
                    Error = table.Column<string>(maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_OutgoingMail", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_Mailbox_AccountId",
                table: "core_Mailbox",
                column: "AccountId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_OutgoingMail_Key",
                table: "core_OutgoingMail",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_OutgoingMail_QueuedAt",
                table: "core_OutgoingMail",
                column: "QueuedAt");

            migrationBuilder.CreateIndex(
                name: "IX_core_OutgoingMail_State_NextAt",
                table: "core_OutgoingMail",
                columns: new[] { "State", "NextAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_Mailbox");

            migrationBuilder.DropTable(
                name: "core_OutgoingMail");
        }
    }
}
