using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class StaffPostsAndLinkDates : Migration
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

            migrationBuilder.AddColumn<bool>(
                name: "PostAssigned",
                table: "core_StaffMember",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_core_VillageLink_StaffId_VillageId_From",
                table: "core_VillageLink",
                columns: new[] { "StaffId", "VillageId", "From" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_core_VillageLink_StaffId_VillageId_From",
                table: "core_VillageLink");

            migrationBuilder.DropColumn(
                name: "From",
                table: "core_VillageLink");

            migrationBuilder.DropColumn(
                name: "To",
                table: "core_VillageLink");

            migrationBuilder.DropColumn(
                name: "PostAssigned",
                table: "core_StaffMember");

            migrationBuilder.CreateIndex(
                name: "IX_core_VillageLink_StaffId_VillageId",
                table: "core_VillageLink",
                columns: new[] { "StaffId", "VillageId" },
                unique: true);
        }
    }
}
