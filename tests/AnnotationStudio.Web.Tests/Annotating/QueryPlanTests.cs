using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Annotating;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class QueryPlanTests
{
    [Fact]
    public async Task ClaimAndSubmit_EveryStatement_FindsItsRowsByAnIndex()
    {
        using var desks = await Desks.OpenAsync(items: 30, settings: new ProjectSettings { Overlap = 2, LeaseMinutes = 1 }, audit: 5);
        var me = (await desks.MemberAsync()).PersonId!.Value;
        using var connection = new ListeningConnection(Path.Combine(desks.Host.Folder, "studio.db"));
        using var prepared = new PreparedStatements(connection);
        using var db = new StudioDbContext(new DbContextOptionsBuilder<StudioDbContext>().UseSqlite(connection).Options) { Statements = prepared };
        using var transaction = db.Database.BeginTransaction();
        prepared.Transaction = (SqliteTransaction)transaction.GetDbTransaction();
        var now = desks.Clock.GetUtcNow();

        var given = new ClaimWrite(desks.ProjectId, me, 10, new HashSet<long>(), now).Run(db).Value!;
        var sent = new Submission(given[0].Item.Id, given[0].AssignmentId, "submit", ["Roads"], null, 900, null);
        new SubmitWrite(desks.ProjectId, me, Guid.CreateVersion7(now), sent, AnnotationAction.Submit, [1], now).Run(db);
        new ClaimWrite(desks.ProjectId, me, 50, new HashSet<long>(), now.AddHours(1)).Run(db);

        var statements = connection.Statements.Where(command => command.CommandText[..6] is "SELECT" or "UPDATE" or "DELETE").ToList();
        Assert.InRange(statements.Count, 15, 1000);
        Assert.Empty(statements.SelectMany(Plan).Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && step != "SCAN CONSTANT ROW").Distinct());
    }

    [Fact]
    public async Task GoldAndOnboarding_EveryStatement_FindsItsRowsByAnIndex()
    {
        using var scene = await GoldScene.OpenAsync(items: 30, gold: 3, new ProjectSettings { AuditShare = 0, GoldShare = .2, GoldBar = .9, GoldLeast = 1, OnboardingPass = .5 });
        var desks = scene.Desks;
        await scene.MarkAsync((await scene.ItemsAsync())[3], "Roads", GoldKind.Onboarding);
        var me = (await desks.MemberAsync()).PersonId!.Value;
        using var connection = new ListeningConnection(Path.Combine(desks.Host.Folder, "studio.db"));
        using var prepared = new PreparedStatements(connection);
        using var db = new StudioDbContext(new DbContextOptionsBuilder<StudioDbContext>().UseSqlite(connection).Options) { Statements = prepared };
        using var transaction = db.Database.BeginTransaction();
        prepared.Transaction = (SqliteTransaction)transaction.GetDbTransaction();
        var now = desks.Clock.GetUtcNow();
        List<Lease> Claim() => new ClaimWrite(desks.ProjectId, me, 10, new HashSet<long>(), now).Run(db).Value!;
        void Submit(Lease lease) => new SubmitWrite(
            desks.ProjectId, me, Guid.CreateVersion7(now), new Submission(lease.Item.Id, lease.AssignmentId, "submit", ["Roads"], null, 900, null), AnnotationAction.Submit, [1], now).Run(db);

        Submit(Assert.Single(Claim(), lease => lease.Kind == AssignmentKind.Onboarding));
        Submit(Claim().First(lease => lease.Kind == AssignmentKind.Gold));

        var statements = connection.Statements.Where(command => command.CommandText[..6] is "SELECT" or "UPDATE" or "DELETE").ToList();
        Assert.Contains(statements, command => command.CommandText.Contains("GoldBar", StringComparison.Ordinal));
        Assert.Empty(statements.SelectMany(Plan).Where(step => step.StartsWith("SCAN", StringComparison.Ordinal) && step != "SCAN CONSTANT ROW").Distinct());
    }

    private static List<string> Plan(SqliteCommand command)
    {
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        using var reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(3));
        return steps;
    }

    // Keeps every command that was made on it.
    private sealed class ListeningConnection : SqliteConnection
    {
        public ListeningConnection(string path)
            : base($"Data Source={path};Pooling=False") => Open();

        public List<SqliteCommand> Statements { get; } = [];

        public override SqliteCommand CreateCommand()
        {
            var command = base.CreateCommand();
            Statements.Add(command);
            return command;
        }
    }
}
