using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AnnotationStudio.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Ladder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "TrainingRuns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "DataHash",
                table: "ModelVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "ItemsPerSecond",
                table: "ModelVersions",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LabelCounts",
                table: "ModelVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "LatencyMilliseconds",
                table: "ModelVersions",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NearAudit",
                table: "ModelVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "RetiredAt",
                table: "ModelVersions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Patterns",
                table: "Labels",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.CreateTable(
                name: "ModelDecisions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ProjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    ModelVersionId = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: true),
                    Words = table.Column<string>(type: "TEXT", nullable: false),
                    Gate = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModelDecisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ModelDecisions_ModelVersions_ModelVersionId",
                        column: x => x.ModelVersionId,
                        principalTable: "ModelVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ModelDecisions_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ModelDecisions_ModelVersionId",
                table: "ModelDecisions",
                column: "ModelVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_ModelDecisions_ProjectId_ModelVersionId",
                table: "ModelDecisions",
                columns: new[] { "ProjectId", "ModelVersionId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ModelDecisions");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "TrainingRuns");

            migrationBuilder.DropColumn(
                name: "DataHash",
                table: "ModelVersions");

            migrationBuilder.DropColumn(
                name: "ItemsPerSecond",
                table: "ModelVersions");

            migrationBuilder.DropColumn(
                name: "LabelCounts",
                table: "ModelVersions");

            migrationBuilder.DropColumn(
                name: "LatencyMilliseconds",
                table: "ModelVersions");

            migrationBuilder.DropColumn(
                name: "NearAudit",
                table: "ModelVersions");

            migrationBuilder.DropColumn(
                name: "RetiredAt",
                table: "ModelVersions");

            migrationBuilder.DropColumn(
                name: "Patterns",
                table: "Labels");
        }
    }
}
