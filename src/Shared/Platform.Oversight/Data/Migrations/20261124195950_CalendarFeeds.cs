using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Oversight.Data.Migrations
{
    /// <inheritdoc />
    public partial class CalendarFeeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ovs_CalendarFeed",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    AccountId = table.Column<Guid>(nullable: false),
                    StaffId = table.Column<Guid>(nullable: false),
                    WholeOffice = table.Column<bool>(nullable: false),
                    TokenHash = table.Column<string>(maxLength: 64, nullable: false),
                    CreatedAt = table.Column<DateTime>(nullable: false),
                    RevokedAt = table.Column<DateTime>(nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ovs_CalendarFeed", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ovs_CalendarFeed_AccountId",
                table: "ovs_CalendarFeed",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_ovs_CalendarFeed_TokenHash",
                table: "ovs_CalendarFeed",
                column: "TokenHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ovs_CalendarFeed");
        }
    }
}
