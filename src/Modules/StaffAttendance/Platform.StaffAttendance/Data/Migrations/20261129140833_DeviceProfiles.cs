using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.StaffAttendance.Data.Migrations
{
    /// <inheritdoc />
    public partial class DeviceProfiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "att_DeviceProfile",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    Encoding = table.Column<string>(maxLength: 40, nullable: false),
                    NumberColumn = table.Column<string>(maxLength: 200, nullable: false),
                    NameColumn = table.Column<string>(maxLength: 200, nullable: false),
                    DayColumn = table.Column<string>(maxLength: 200, nullable: false),
                    TimeColumn = table.Column<string>(maxLength: 200, nullable: false),
                    MomentColumn = table.Column<string>(maxLength: 200, nullable: false),
                    DayFormat = table.Column<string>(maxLength: 200, nullable: false),
                    TimeFormat = table.Column<string>(maxLength: 200, nullable: false),
                    MomentFormat = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_att_DeviceProfile", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_att_DeviceProfile_SiteId_Name",
                table: "att_DeviceProfile",
                columns: new[] { "SiteId", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "att_DeviceProfile");
        }
    }
}
