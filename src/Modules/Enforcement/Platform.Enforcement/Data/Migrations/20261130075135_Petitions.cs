using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Enforcement.Data.Migrations
{
    /// <inheritdoc />
    public partial class Petitions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "enf_Petition",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Year = table.Column<int>(nullable: false),
                    Number = table.Column<int>(nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    ReceivedOn = table.Column<DateOnly>(nullable: false),
                    Channel = table.Column<string>(maxLength: 40, nullable: false),
                    Topic = table.Column<string>(maxLength: 40, nullable: false),
                    PetitionerName = table.Column<string>(maxLength: 200, nullable: false),
                    Phone = table.Column<string>(maxLength: 1200, nullable: false),
                    Content = table.Column<string>(maxLength: 2000, nullable: false),
                    AccusedStaffId = table.Column<Guid>(nullable: false),
                    HasLegalWay = table.Column<bool>(nullable: false),
                    RegisteredBy = table.Column<Guid>(nullable: false),
                    RegisteredByName = table.Column<string>(maxLength: 200, nullable: false),
                    HandlerId = table.Column<Guid>(nullable: false),
                    Handler = table.Column<string>(maxLength: 200, nullable: false),
                    AnsweredOn = table.Column<DateOnly>(nullable: true),
                    Route = table.Column<string>(maxLength: 200, nullable: false),
                    ExtensionDays = table.Column<int>(nullable: false),
                    ExtendedBy = table.Column<string>(maxLength: 200, nullable: false),
                    ExtensionToldOn = table.Column<DateOnly>(nullable: true),
                    ConcludedOn = table.Column<DateOnly>(nullable: true),
                    Opinion = table.Column<string>(maxLength: 2000, nullable: false),
                    ReviewAskedOn = table.Column<DateOnly>(nullable: true),
                    ReviewedOn = table.Column<DateOnly>(nullable: true),
                    ReviewText = table.Column<string>(maxLength: 2000, nullable: false),
                    RecheckAskedOn = table.Column<DateOnly>(nullable: true),
                    RecheckedOn = table.Column<DateOnly>(nullable: true),
                    RecheckText = table.Column<string>(maxLength: 2000, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enf_Petition", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_enf_Petition_SiteId_State",
                table: "enf_Petition",
                columns: new[] { "SiteId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_enf_Petition_SiteId_Year_Number",
                table: "enf_Petition",
                columns: new[] { "SiteId", "Year", "Number" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "enf_Petition");
        }
    }
}
