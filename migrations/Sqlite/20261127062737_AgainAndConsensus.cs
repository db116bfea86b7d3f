using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AnnotationStudio.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AgainAndConsensus : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Settings_Consensus",
                table: "Projects",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "automatic");

            migrationBuilder.AddColumn<bool>(
                name: "Settings_LabelAgain",
                table: "Projects",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Settings_Consensus",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_LabelAgain",
                table: "Projects");
        }
    }
}
