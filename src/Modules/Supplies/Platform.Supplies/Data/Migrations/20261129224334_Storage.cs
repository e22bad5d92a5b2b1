using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Supplies.Data.Migrations
{
    /// <inheritdoc />
    public partial class Storage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "MaxHumidity",
                table: "sup_Store",
                nullable: false,
                defaultValue: 75);

            migrationBuilder.AddColumn<int>(
                name: "MaxTemperature",
                table: "sup_Store",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<int>(
                name: "MinHumidity",
                table: "sup_Store",
                nullable: false,
                defaultValue: 35);

            migrationBuilder.AddColumn<int>(
                name: "MinTemperature",
                table: "sup_Store",
                nullable: false,
                defaultValue: 10);

            migrationBuilder.CreateTable(
                name: "sup_StorageIncident",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StoreId = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    What = table.Column<string>(maxLength: 1000, nullable: false),
                    BatchId = table.Column<Guid>(nullable: false),
                    Quantity = table.Column<long>(nullable: true),
                    PostingId = table.Column<Guid>(nullable: false),
                    Measure = table.Column<string>(maxLength: 1000, nullable: false),
                    ClosedOn = table.Column<DateOnly>(nullable: true),
                    ClosedByName = table.Column<string>(maxLength: 200, nullable: false),
                    EnteredBy = table.Column<Guid>(nullable: false),
                    EnteredByName = table.Column<string>(maxLength: 200, nullable: false),
                    EnteredAt = table.Column<DateTime>(nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_StorageIncident", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_StorageIncident_sup_Store_StoreId",
                        column: x => x.StoreId,
                        principalTable: "sup_Store",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sup_StorageReading",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StoreId = table.Column<Guid>(nullable: false),
                    Day = table.Column<DateOnly>(nullable: false),
                    Time = table.Column<TimeOnly>(nullable: false),
                    Temperature = table.Column<decimal>(precision: 5, scale: 1, nullable: false),
                    Humidity = table.Column<decimal>(precision: 5, scale: 1, nullable: false),
                    OutOfLimits = table.Column<bool>(nullable: false),
                    Measure = table.Column<string>(maxLength: 300, nullable: false),
                    ReadBy = table.Column<string>(maxLength: 200, nullable: false),
                    EnteredBy = table.Column<Guid>(nullable: false),
                    EnteredByName = table.Column<string>(maxLength: 200, nullable: false),
                    EnteredAt = table.Column<DateTime>(nullable: false),
                    Replaces = table.Column<Guid>(nullable: false),
                    StruckAt = table.Column<DateTime>(nullable: true),
                    StruckBy = table.Column<string>(maxLength: 200, nullable: false),
                    StruckReason = table.Column<string>(maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_StorageReading", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_StorageReading_sup_Store_StoreId",
                        column: x => x.StoreId,
                        principalTable: "sup_Store",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sup_StorageZone",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    StoreId = table.Column<Guid>(nullable: false),
                    Cabinet = table.Column<string>(maxLength: 30, nullable: false),
                    Dedicated = table.Column<bool>(nullable: false),
                    Zone = table.Column<string>(maxLength: 30, nullable: false),
                    ProductId = table.Column<Guid>(nullable: false),
                    Condition = table.Column<string>(maxLength: 40, nullable: false),
                    ExpiresFrom = table.Column<DateOnly>(nullable: true),
                    ExpiresTo = table.Column<DateOnly>(nullable: true),
                    Sign = table.Column<string>(maxLength: 100, nullable: false),
                    ClosedOn = table.Column<DateOnly>(nullable: true),
                    CloseReason = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_StorageZone", x => x.Id);
                    table.ForeignKey(
                        name: "FK_sup_StorageZone_sup_Store_StoreId",
                        column: x => x.StoreId,
                        principalTable: "sup_Store",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "sup_SupplyRule",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SiteId = table.Column<int>(nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    Issuer = table.Column<string>(maxLength: 100, nullable: false),
                    Number = table.Column<string>(maxLength: 60, nullable: false),
                    InForceFrom = table.Column<DateOnly>(nullable: false),
                    ReplacedOn = table.Column<DateOnly>(nullable: true),
                    ReplacedBy = table.Column<string>(maxLength: 200, nullable: false),
                    EnteredByName = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sup_SupplyRule", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sup_StorageIncident_SiteId_Day",
                table: "sup_StorageIncident",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_StorageIncident_StoreId",
                table: "sup_StorageIncident",
                column: "StoreId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_StorageReading_SiteId_Day",
                table: "sup_StorageReading",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_StorageReading_StoreId_Day",
                table: "sup_StorageReading",
                columns: new[] { "StoreId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_sup_StorageZone_SiteId",
                table: "sup_StorageZone",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_StorageZone_StoreId",
                table: "sup_StorageZone",
                column: "StoreId");

            migrationBuilder.CreateIndex(
                name: "IX_sup_SupplyRule_SiteId_InForceFrom",
                table: "sup_SupplyRule",
                columns: new[] { "SiteId", "InForceFrom" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sup_StorageIncident");

            migrationBuilder.DropTable(
                name: "sup_StorageReading");

            migrationBuilder.DropTable(
                name: "sup_StorageZone");

            migrationBuilder.DropTable(
                name: "sup_SupplyRule");

            migrationBuilder.DropColumn(
                name: "MaxHumidity",
                table: "sup_Store");

            migrationBuilder.DropColumn(
                name: "MaxTemperature",
                table: "sup_Store");

            migrationBuilder.DropColumn(
                name: "MinHumidity",
                table: "sup_Store");

            migrationBuilder.DropColumn(
                name: "MinTemperature",
                table: "sup_Store");
        }
    }
}
