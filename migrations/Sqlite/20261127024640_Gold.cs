using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AnnotationStudio.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Gold : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<double>(
                name: "Settings_GoldBar",
                table: "Projects",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<int>(
                name: "Settings_GoldLeast",
                table: "Projects",
                type: "INTEGER",
                nullable: false,
                defaultValue: 20);

            migrationBuilder.AddColumn<double>(
                name: "Settings_GoldShare",
                table: "Projects",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<bool>(
                name: "Settings_GoldTrains",
                table: "Projects",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Settings_OnboardingAttempts",
                table: "Projects",
                type: "INTEGER",
                nullable: false,
                defaultValue: 2);

            migrationBuilder.AddColumn<double>(
                name: "Settings_OnboardingPass",
                table: "Projects",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.AddColumn<int>(
                name: "FailedAttempts",
                table: "Memberships",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "OnboardedAt",
                table: "Memberships",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PauseReason",
                table: "Memberships",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PausedAt",
                table: "Memberships",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ResumedAt",
                table: "Memberships",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "GoldItems",
                columns: table => new
                {
                    ItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    ProjectId = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Labels = table.Column<string>(type: "TEXT", nullable: false),
                    Explanation = table.Column<string>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GoldItems", x => x.ItemId);
                    table.ForeignKey(
                        name: "FK_GoldItems_Items_ItemId",
                        column: x => x.ItemId,
                        principalTable: "Items",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_GoldItems_Projects_ProjectId",
                        column: x => x.ProjectId,
                        principalTable: "Projects",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GoldItems_ProjectId_Kind_Position",
                table: "GoldItems",
                columns: new[] { "ProjectId", "Kind", "Position" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GoldItems");

            migrationBuilder.DropColumn(
                name: "Settings_GoldBar",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_GoldLeast",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_GoldShare",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_GoldTrains",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_OnboardingAttempts",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "Settings_OnboardingPass",
                table: "Projects");

            migrationBuilder.DropColumn(
                name: "FailedAttempts",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "OnboardedAt",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "PauseReason",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "PausedAt",
                table: "Memberships");

            migrationBuilder.DropColumn(
                name: "ResumedAt",
                table: "Memberships");
        }
    }
}
