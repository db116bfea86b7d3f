using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AnnotationStudio.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Objective : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "Settings_Objective_LeastRecall",
                table: "Projects",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Settings_Objective_Metric",
                table: "Projects",
                type: "TEXT",
                nullable: false,
                defaultValue: "MacroF1");

            migrationBuilder.AddColumn<double>(
                name: "Settings_Objective_MostLatencyMilliseconds",
                table: "Projects",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Settings_Objective_MostSuggestions",
                table: "Projects",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Settings_Objective_Target",
                table: "Projects",
                type: "REAL",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "Agreement",
                table: "ModelVersions",
                type: "REAL",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Settings_Objective_LeastRecall",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_Objective_Metric",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_Objective_MostLatencyMilliseconds",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_Objective_MostSuggestions",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_Objective_Target",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Agreement",
                table: "ModelVersions");
        }
    }
}
