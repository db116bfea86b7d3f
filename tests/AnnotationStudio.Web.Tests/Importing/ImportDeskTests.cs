using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Importing;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Tests.Importing;

public sealed class ImportDeskTests : IDisposable
{
    private static readonly ImportRequest KeepGoodRows = new() { KeepGoodRows = true };
    private readonly ImportHost _host = new();

    [Fact]
    public async Task Import_LabelsByNameAliasAndCase_BecomeAnnotationsThatTrain()
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = 0, RetrainAfter = 2 });

        var summary = await _host.ImportAsync(project, """
            {"id": "a", "text": "one", "label": "sports", "source": "web"}
            {"text": "two", "label": "Football"}
            {"text": "three"}
            """);
        var items = await _host.ItemsAsync(project);
        var annotations = await _host.AnnotationsAsync(project);
        var after = await _host.ProjectAsync(project);

        Assert.Equal((ImportState.Completed, 3, 2, 0), (summary.State, summary.Accepted, summary.Labelled, summary.Rejected));
        Assert.Equal([ItemState.Labelled, ItemState.Labelled, ItemState.Open], items.Select(item => item.State));
        Assert.Equal(("a", "one", "{\"source\":\"web\"}"), (items[0].ExternalId, items[0].Text, items[0].Meta));
        Assert.Equal(after.Labels.Single(label => label.Name == "Sports").Id, Assert.Single(items[1].Consensus!));
        Assert.Equal(items.Take(2).Select(item => item.Id), annotations.Select(row => row.ItemId));
        Assert.All(annotations, row => Assert.True(row is { AnnotatorId: null, IsCurrent: true, Action: AnnotationAction.Submit }));
        Assert.Equal((3, 2, 2), (after.ItemCount, after.LabelledCount, after.LabelsSinceTraining));
        Assert.True(await _host.ReadAsync(db => db.TrainingRuns.AnyAsync(run => run.ProjectId == project)));
    }

    [Fact]
    public async Task Import_OneBadRow_RefusesAllAndLeavesNothing()
    {
        var project = await _host.AddProjectAsync();
        await _host.ImportAsync(project, """{"text": "there"}""");

        var summary = await _host.ImportAsync(project, """
            {"text": "there", "label": "Sports"}
            {"text": "new", "label": "Sports"}
            {"text": "bad", "label": "Graffiti"}
            """);
        var after = await _host.ProjectAsync(project);

        Assert.Equal((ImportState.Refused, 0, 1), (summary.State, summary.Accepted, summary.Rejected));
        var row = Assert.Single(summary.Rows);
        Assert.Equal((3, "Class \"Graffiti\" is not in this project. Add it, or give it an alias."), (row.Row, row.Reason));
        Assert.Single(await _host.ItemsAsync(project));
        Assert.Empty(await _host.AnnotationsAsync(project));
        Assert.Equal((1, 0), (after.ItemCount, after.LabelledCount));
    }

    [Fact]
    public async Task Import_OneBadRowAndKeepGoodRows_TakesTheOthers()
    {
        var project = await _host.AddProjectAsync();

        var summary = await _host.ImportAsync(project, "{\"text\": \"good\"}\nbad\n{\"text\": \"\"}", KeepGoodRows);

        Assert.Equal((ImportState.Completed, 1, 2), (summary.State, summary.Accepted, summary.Rejected));
        Assert.Equal([2, 3], summary.Rows.Select(row => (int)row.Row));
        Assert.Equal("good", Assert.Single(await _host.ItemsAsync(project)).Text);
    }

    [Theory]
    [InlineData("jsonl", "", "The file has no rows. Choose another file.")]
    [InlineData("csv", "text,label\n", "The file has no rows. Choose another file.")]
    [InlineData("csv", "body,label\nx,\n", "Column \"text\" is missing. Add it, or say which column is meant; the file has: body, label.")]
    public async Task Import_FileThatCannotBeReadSo_IsRefusedWhateverIsKept(string format, string file, string reason)
    {
        var project = await _host.AddProjectAsync();

        var summary = await _host.ImportAsync(project, file, KeepGoodRows with { Format = format });

        Assert.Equal(ImportState.Refused, summary.State);
        Assert.Equal((1, reason), (Assert.Single(summary.Rows).Row, summary.Rows[0].Reason));
    }

    [Fact]
    public async Task Import_MoreThanAHundredBadRows_ShowsTheFirstHundred()
    {
        var project = await _host.AddProjectAsync();

        var summary = await _host.ImportAsync(project, ImportHost.Lines(150, _ => "x"));

        Assert.Equal((150, 100), (summary.Rejected, summary.Rows.Count));
        Assert.Equal(100, summary.Rows[^1].Row);
    }

    [Fact]
    public async Task Import_SameTextAgain_CountsADuplicateAndKeepsOne()
    {
        var project = await _host.AddProjectAsync();
        await _host.ImportAsync(project, """{"text": "caf\u00e9", "label": "Sports"}""");

        var summary = await _host.ImportAsync(project, "{\"text\": \"  cafe\u0301 \"}\n{\"text\": \"caf\u00e9\", \"label\": \"Sports\"}\n{\"text\": \"new\"}\n{\"text\": \"new\"}");

        Assert.Equal((1, 3, 0), (summary.Accepted, summary.Duplicates, summary.Conflicts));
        Assert.Equal(2, (await _host.ItemsAsync(project)).Count);
        Assert.Single(await _host.AnnotationsAsync(project));
    }

    [Fact]
    public async Task Import_DuplicateWithOtherLabels_IsAnotherVoteAndAConflict()
    {
        var project = await _host.AddProjectAsync();
        await _host.ImportAsync(project, """
            {"text": "contested", "label": "Sports"}
            {"text": "open"}
            """);

        var summary = await _host.ImportAsync(project, """
            {"text": "contested", "label": "Business"}
            {"text": "open", "label": "Business"}
            {"text": "own", "label": "Sports"}
            {"text": "own", "label": "Business"}
            """);
        var items = await _host.ItemsAsync(project);
        var votes = (await _host.AnnotationsAsync(project)).ToLookup(row => items.Single(item => item.Id == row.ItemId).Text);

        Assert.Equal((1, 3, 2), (summary.Accepted, summary.Duplicates, summary.Conflicts));
        Assert.Equal((2, 1, 2), (votes["contested"].Count(), votes["open"].Count(), votes["own"].Count()));
        Assert.All(items, item => Assert.Equal(ItemState.Labelled, item.State));
        Assert.All(votes.SelectMany(group => group), vote => Assert.True(vote.IsCurrent));
        Assert.Equal(3, (await _host.ProjectAsync(project)).LabelledCount);
    }

    [Fact]
    public async Task Import_SameIdAndOtherText_IsRejected()
    {
        var project = await _host.AddProjectAsync();

        var summary = await _host.ImportAsync(project, "{\"id\": 1, \"text\": \"a\"}\n{\"id\": \"1\", \"text\": \"b\"}");

        Assert.Equal("The id \"1\" already stands for another text", Assert.Single(summary.Rows).Wrong);
        Assert.Empty(await _host.ItemsAsync(project));
    }

    [Theory]
    [InlineData(ProjectTask.Single, "[\"Sports\", \"Business\"]", "2 labels, and this project takes one")]
    [InlineData(ProjectTask.Single, "[\"Sports\", \"football\"]", null)]
    [InlineData(ProjectTask.Multi, "[\"Sports\", \"Business\"]", null)]
    public async Task Import_SeveralLabels_DependOnTheTask(ProjectTask task, string labels, string? wrong)
    {
        var project = await _host.AddProjectAsync(task);

        var summary = await _host.ImportAsync(project, $"{{\"text\": \"a\", \"labels\": {labels}}}");

        Assert.Equal(wrong, summary.Rows.SingleOrDefault()?.Wrong);
    }

    [Theory]
    [InlineData(ProjectTask.Single, ItemState.Open)]
    [InlineData(ProjectTask.Multi, ItemState.Labelled)]
    public async Task Import_EmptyListOfLabels_IsADecisionWhereSeveralFit(ProjectTask task, ItemState expected)
    {
        var project = await _host.AddProjectAsync(task);

        await _host.ImportAsync(project, """{"text": "a", "labels": []}""");

        Assert.Equal(expected, Assert.Single(await _host.ItemsAsync(project)).State);
    }

    [Fact]
    public async Task Import_LabelsAreIgnored_LeavesTheItemOpen()
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = 0, RetrainAfter = 1, ImportedLabels = ImportedLabels.Ignore });

        await _host.ImportAsync(project, """{"text": "a", "label": "Sports"}""");
        var item = Assert.Single(await _host.ItemsAsync(project));
        var after = await _host.ProjectAsync(project);

        Assert.Equal((ItemState.Open, (List<int>?)null), (item.State, item.Consensus));
        Assert.Equal((1, 0, 0), (after.ItemCount, after.LabelledCount, after.LabelsSinceTraining));
        Assert.Empty(await _host.AnnotationsAsync(project));
    }

    [Fact]
    public async Task Import_LabelsAreGold_FixesTheAnswersOfNewAndKnownTexts()
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = .5, RetrainAfter = 1, ImportedLabels = ImportedLabels.Gold });
        await _host.ImportAsync(project, """{"text": "known"}""");

        await _host.ImportAsync(project, """
            {"text": "a", "label": "Sports"}
            {"text": "known", "label": "Sports"}
            {"text": "b"}
            """);
        var items = await _host.ItemsAsync(project);
        var gold = await _host.ReadAsync(db => db.GoldItems.ToListAsync());
        var after = await _host.ProjectAsync(project);

        Assert.Equal(items.Where(item => item.Text != "b").Select(item => item.Id).Order(), gold.Select(row => row.ItemId).Order());
        Assert.All(items.Where(item => item.Text != "b"), item => Assert.Equal((ItemState.Labelled, false), (item.State, item.IsAudit)));
        Assert.Equal((3, 2, 0), (after.ItemCount, after.LabelledCount, after.LabelsSinceTraining));
        Assert.Empty(await _host.AnnotationsAsync(project));
    }

    [Fact]
    public async Task Import_TextBeyondTheLimit_IsRejected()
    {
        var project = await _host.AddProjectAsync();

        var summary = await _host.ImportAsync(project, $"{{\"text\": \"{new string('x', 1_000_001)}\"}}");

        Assert.Equal("The text has 1,000,001 characters; 1,000,000 is the most", Assert.Single(summary.Rows).Wrong);
    }

    [Fact]
    public async Task Import_CancelledInTheMiddle_LeavesNothing()
    {
        var project = await _host.AddProjectAsync();
        using var stop = new CancellationTokenSource();
        await using var stream = new CancellingStream(ImportHost.Lines(20_000, line => $"{{\"text\": \"text {line}\", \"label\": \"Sports\"}}"), stop);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _host.Desk.ImportAsync(Web.Hosting.Caller.Owner, project, stream, new ImportRequest(), progress: null, stop.Token));

        Assert.Empty(await _host.ItemsAsync(project));
        Assert.Equal(ImportState.Refused, (await _host.ReadAsync(db => db.Imports.SingleAsync())).State);
        Assert.Equal(1, (await _host.ImportAsync(project, """{"text": "text 1"}""")).Accepted);
    }

    public void Dispose() => _host.Dispose();

    // Gives half of its content, and then whoever waits for the rest goes away.
    private sealed class CancellingStream(string content, CancellationTokenSource stop) : MemoryStream(System.Text.Encoding.UTF8.GetBytes(content))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position > Length / 2)
                await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return Read(buffer.Span);
        }
    }
}
