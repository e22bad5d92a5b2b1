using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Infrastructure.Data.Migrations
{
    /// <inheritdoc />
    public partial class DivisionHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "core_Village",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OpenedOn",
                table: "core_Village",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosedOn",
                table: "core_Division",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "OpenedOn",
                table: "core_Division",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.CreateTable(
                name: "core_DivisionChange",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    Kind = table.Column<string>(maxLength: 40, nullable: false),
                    State = table.Column<string>(maxLength: 40, nullable: false),
                    EffectiveOn = table.Column<DateOnly>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Code = table.Column<string>(maxLength: 12, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    NewCode = table.Column<string>(maxLength: 12, nullable: false),
                    NewName = table.Column<string>(maxLength: 200, nullable: false),
                    ParentCode = table.Column<string>(maxLength: 12, nullable: false),
                    Successors = table.Column<string>(maxLength: 400, nullable: false),
                    Document = table.Column<string>(maxLength: 200, nullable: false),
                    Source = table.Column<string>(maxLength: 200, nullable: false),
                    RecordedBy = table.Column<string>(maxLength: 200, nullable: false),
                    RecordedAt = table.Column<DateTime>(nullable: false),
                    AppliedAt = table.Column<DateTime>(nullable: true),
                    Obstacle = table.Column<string>(maxLength: 400, nullable: false),
                    Version = table.Column<Guid>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DivisionChange", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_DivisionHeir",
                columns: table => new
                {
                    ClosedId = table.Column<int>(nullable: false),
                    HeirId = table.Column<int>(nullable: false),
                    IsMain = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DivisionHeir", x => new { x.ClosedId, x.HeirId });
                });

            migrationBuilder.CreateTable(
                name: "core_DivisionSuccessor",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    ChangeId = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    SuccessorId = table.Column<int>(nullable: false),
                    SuccessorVillageId = table.Column<Guid>(nullable: false),
                    Share = table.Column<int>(nullable: false),
                    IsMain = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DivisionSuccessor", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "core_DivisionVersion",
                columns: table => new
                {
                    Id = table.Column<Guid>(nullable: false),
                    DivisionId = table.Column<int>(nullable: false),
                    VillageId = table.Column<Guid>(nullable: false),
                    Until = table.Column<DateOnly>(nullable: false),
                    Code = table.Column<string>(maxLength: 12, nullable: false),
                    Name = table.Column<string>(maxLength: 200, nullable: false),
                    FullName = table.Column<string>(maxLength: 200, nullable: false),
                    ParentId = table.Column<int>(nullable: false),
                    Closed = table.Column<bool>(nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_core_DivisionVersion", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_core_Division_ClosedOn",
                table: "core_Division",
                column: "ClosedOn");

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionChange_Code",
                table: "core_DivisionChange",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionChange_DivisionId_VillageId",
                table: "core_DivisionChange",
                columns: new[] { "DivisionId", "VillageId" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionChange_State_EffectiveOn",
                table: "core_DivisionChange",
                columns: new[] { "State", "EffectiveOn" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionHeir_HeirId",
                table: "core_DivisionHeir",
                column: "HeirId");

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionSuccessor_Change",
                table: "core_DivisionSuccessor",
                columns: new[] { "ChangeId", "SuccessorId", "SuccessorVillageId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionSuccessor_DivisionId_VillageId",
                table: "core_DivisionSuccessor",
                columns: new[] { "DivisionId", "VillageId" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionSuccessor_SuccessorId_SuccessorVillageId",
                table: "core_DivisionSuccessor",
                columns: new[] { "SuccessorId", "SuccessorVillageId" });

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionVersion_Code",
                table: "core_DivisionVersion",
                column: "Code");

            migrationBuilder.CreateIndex(
                name: "IX_core_DivisionVersion_DivisionId_VillageId_Until",
                table: "core_DivisionVersion",
                columns: new[] { "DivisionId", "VillageId", "Until" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "core_DivisionChange");

            migrationBuilder.DropTable(
                name: "core_DivisionHeir");

            migrationBuilder.DropTable(
                name: "core_DivisionSuccessor");

            migrationBuilder.DropTable(
                name: "core_DivisionVersion");

            migrationBuilder.DropIndex(
                name: "IX_core_Division_ClosedOn",
                table: "core_Division");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "core_Village");

            migrationBuilder.DropColumn(
                name: "OpenedOn",
                table: "core_Village");

            migrationBuilder.DropColumn(
                name: "ClosedOn",
                table: "core_Division");

            migrationBuilder.DropColumn(
                name: "OpenedOn",
                table: "core_Division");
        }
    }
}
