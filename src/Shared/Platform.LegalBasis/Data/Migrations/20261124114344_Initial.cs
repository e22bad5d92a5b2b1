using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.LegalBasis.Data.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "law_EntryHistory",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    InstrumentId = table.Column<Guid>(nullable: false),
                    Edition = table.Column<int>(nullable: false),
                    Act = table.Column<string>(maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(nullable: false),
                    ByName = table.Column<string>(maxLength: 200, nullable: false),
                    Reason = table.Column<string>(maxLength: 500, nullable: false),
                    Changes = table.Column<string>(maxLength: 4000, nullable: false),
                    Before = table.Column<string>(maxLength: 8000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_EntryHistory", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "law_Instrument",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Code = table.Column<string>(maxLength: 40, nullable: false),
                    Title = table.Column<string>(maxLength: 200, nullable: false),
                    ShortTitle = table.Column<string>(maxLength: 200, nullable: false),
                    DocumentNumber = table.Column<string>(maxLength: 200, nullable: false),
                    IssuingBody = table.Column<string>(maxLength: 200, nullable: false),
                    Level = table.Column<string>(maxLength: 40, nullable: false),
                    TerritoryId = table.Column<int>(nullable: false),
                    TerritoryLo = table.Column<int>(nullable: false),
                    TerritoryHi = table.Column<int>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    To = table.Column<DateOnly>(nullable: true),
                    Ending = table.Column<string>(maxLength: 40, nullable: false),
                    EndedBy = table.Column<string>(maxLength: 40, nullable: false),
                    Summary = table.Column<string>(maxLength: 2000, nullable: false),
                    Source = table.Column<string>(maxLength: 500, nullable: false),
                    SourceUrl = table.Column<string>(maxLength: 500, nullable: false),
                    Unseen = table.Column<string>(maxLength: 500, nullable: false),
                    Edition = table.Column<int>(nullable: false),
                    Confirmed = table.Column<bool>(nullable: false),
                    ConfirmedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ConfirmedOn = table.Column<DateOnly>(nullable: true),
                    EditedById = table.Column<Guid>(nullable: false),
                    EditedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_Instrument", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "law_Subject",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Code = table.Column<string>(maxLength: 60, nullable: false),
                    Name = table.Column<string>(maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_Subject", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "law_Provision",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    InstrumentId = table.Column<Guid>(nullable: false),
                    Article = table.Column<string>(maxLength: 20, nullable: false),
                    Paragraph = table.Column<string>(maxLength: 20, nullable: false),
                    Text = table.Column<string>(maxLength: 1000, nullable: false),
                    Acts = table.Column<string>(maxLength: 300, nullable: false),
                    ActingLevels = table.Column<string>(maxLength: 60, nullable: false),
                    SubjectCode = table.Column<string>(maxLength: 60, nullable: false),
                    From = table.Column<DateOnly>(nullable: true),
                    To = table.Column<DateOnly>(nullable: true),
                    Confirmed = table.Column<bool>(nullable: false),
                    ConfirmedByName = table.Column<string>(maxLength: 200, nullable: false),
                    ConfirmedOn = table.Column<DateOnly>(nullable: true),
                    EditedById = table.Column<Guid>(nullable: false),
                    EditedByName = table.Column<string>(maxLength: 200, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_Provision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_law_Provision_law_Instrument_InstrumentId",
                        column: x => x.InstrumentId,
                        principalTable: "law_Instrument",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "law_SubjectRepeal",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    SubjectCode = table.Column<string>(maxLength: 60, nullable: false),
                    InstrumentId = table.Column<Guid>(nullable: false),
                    From = table.Column<DateOnly>(nullable: false),
                    Note = table.Column<string>(maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_law_SubjectRepeal", x => x.Id);
                    table.ForeignKey(
                        name: "FK_law_SubjectRepeal_law_Instrument_InstrumentId",
                        column: x => x.InstrumentId,
                        principalTable: "law_Instrument",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_law_EntryHistory_InstrumentId_Edition",
                table: "law_EntryHistory",
                columns: new[] { "InstrumentId", "Edition" });

            migrationBuilder.CreateIndex(
                name: "IX_law_Instrument_Code",
                table: "law_Instrument",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_law_Instrument_EndedBy",
                table: "law_Instrument",
                column: "EndedBy");

            migrationBuilder.CreateIndex(
                name: "IX_law_Instrument_TerritoryLo_TerritoryHi",
                table: "law_Instrument",
                columns: new[] { "TerritoryLo", "TerritoryHi" });

            migrationBuilder.CreateIndex(
                name: "IX_law_Provision_InstrumentId_Article_Paragraph",
                table: "law_Provision",
                columns: new[] { "InstrumentId", "Article", "Paragraph" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_law_Provision_SubjectCode",
                table: "law_Provision",
                column: "SubjectCode");

            migrationBuilder.CreateIndex(
                name: "IX_law_Subject_Code",
                table: "law_Subject",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_law_Subject_Name",
                table: "law_Subject",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_law_SubjectRepeal_InstrumentId",
                table: "law_SubjectRepeal",
                column: "InstrumentId");

            migrationBuilder.CreateIndex(
                name: "IX_law_SubjectRepeal_SubjectCode_InstrumentId",
                table: "law_SubjectRepeal",
                columns: new[] { "SubjectCode", "InstrumentId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "law_EntryHistory");

            migrationBuilder.DropTable(
                name: "law_Provision");

            migrationBuilder.DropTable(
                name: "law_Subject");

            migrationBuilder.DropTable(
                name: "law_SubjectRepeal");

            migrationBuilder.DropTable(
                name: "law_Instrument");
        }
    }
}
