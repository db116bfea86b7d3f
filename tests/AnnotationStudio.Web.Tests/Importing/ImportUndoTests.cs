using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Importing;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Importing;

public sealed class ImportUndoTests : IDisposable
{
    private readonly ImportHost _host = new();

    [Fact]
    public async Task Undo_CompletedImport_TakesItsItemsAndVotesAndNothingElse()
    {
        var project = await _host.AddProjectAsync(settings: new ProjectSettings { AuditShare = 0.1 });
        await _host.ImportAsync(project, ImportHost.Lines(50, line => $"{{\"text\": \"kept {line}\"}}"));
        var second = await _host.ImportAsync(project, "{\"text\": \"kept 1\", \"label\": \"Sports\"}\n" + ImportHost.Lines(1_000, line => $"{{\"text\": \"gone {line}\", \"label\": \"Sports\"}}"));

        var undone = await _host.Desk.UndoAsync(Caller.Owner, project, second.ImportId, CancellationToken.None);
        var items = await _host.ItemsAsync(project);
        var after = await _host.ProjectAsync(project);

        Assert.True(undone.IsDone);
        Assert.Equal(50, items.Count);
        Assert.All(items, item => Assert.Equal(ItemState.Open, item.State));
        Assert.Empty(await _host.AnnotationsAsync(project));
        Assert.Equal((50, 0), (after.ItemCount, after.LabelledCount));
        Assert.Equal("import-undone", (await _host.ReadAsync(db => db.Activity.SingleAsync())).What);
        Assert.Equal(ImportState.Undone, (await _host.ReadAsync(db => db.Imports.SingleAsync(import => import.Id == second.ImportId))).State);
    }

    [Fact]
    public async Task WeighUndo_PeopleLabelledSome_CountsTheirDecisions()
    {
        var project = await _host.AddProjectAsync();
        var summary = await _host.ImportAsync(project, "{\"text\": \"a\"}\n{\"text\": \"b\", \"label\": \"Sports\"}");
        var person = await _host.Host.AddPersonAsync(Role.Annotator);
        var item = (await _host.ItemsAsync(project))[0];
        await _host.Store.WriteAsync(
            db => db.Annotations.Add(new Annotation
            {
                ProjectId = project,
                ItemId = item.Id,
                AnnotatorId = person.Id,
                Key = Guid.CreateVersion7(),
                Action = AnnotationAction.Submit,
                CreatedAt = DateTimeOffset.UnixEpoch,
            }).Context.SaveChanges(),
            CancellationToken.None);

        var weight = await _host.Desk.WeighUndoAsync(Caller.Owner, project, summary.ImportId, CancellationToken.None);

        Assert.Equal(new UndoConsequence(2, 1), weight.Value);
    }

    [Fact]
    public async Task Undo_Twice_IsAConflict()
    {
        var project = await _host.AddProjectAsync();
        var summary = await _host.ImportAsync(project, """{"text": "a"}""");
        await _host.Desk.UndoAsync(Caller.Owner, project, summary.ImportId, CancellationToken.None);

        var again = await _host.Desk.UndoAsync(Caller.Owner, project, summary.ImportId, CancellationToken.None);

        Assert.Equal(ProblemKind.Conflict, again.Problem?.Kind);
    }

    [Fact]
    public async Task Sweep_ImportThatACrashCutOff_IsRefusedAndItsItemsAreGone()
    {
        var project = await _host.AddProjectAsync();
        var kept = await _host.ImportAsync(project, """{"text": "kept"}""");
        var cutOff = await _host.ImportAsync(project, ImportHost.Lines(1_000, line => $"{{\"text\": \"half {line}\"}}") + "\n{\"text\": \"kept\", \"label\": \"Sports\"}");
        await _host.Store.WriteAsync(
            db =>
            {
                db.Imports.Where(import => import.Id == cutOff.ImportId).ExecuteUpdate(set => set.SetProperty(import => import.State, ImportState.Running));
                db.Projects.ExecuteUpdate(set => set.SetProperty(row => row.ItemCount, 1));
            },
            CancellationToken.None);

        await _host.Host.Services.GetRequiredService<Importer>().SweepAsync(CancellationToken.None);
        var items = await _host.ItemsAsync(project);
        var after = await _host.ProjectAsync(project);

        Assert.Equal(kept.ImportId, Assert.Single(items).ImportId);
        Assert.Equal(ItemState.Open, items[0].State);
        Assert.Equal((1, 0), (after.ItemCount, after.LabelledCount));
        Assert.Equal(ImportState.Refused, (await _host.ReadAsync(db => db.Imports.SingleAsync(import => import.Id == cutOff.ImportId))).State);
    }

    public void Dispose() => _host.Dispose();
}
