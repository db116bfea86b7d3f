using System.Collections.Concurrent;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Annotating;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class AnnotationDeskTests
{
    [Fact]
    public async Task Submit_SameKeyAgain_ChangesNothing()
    {
        using var desks = await Desks.OpenAsync(items: 2);
        var caller = await desks.MemberAsync();
        var given = await desks.ClaimAsync(caller);
        var key = Guid.CreateVersion7();

        var first = await desks.LabelAsync(caller, given[0], key: key);
        var again = await desks.LabelAsync(caller, given[0], key: key);

        Assert.True(first.IsNew);
        Assert.False(again.IsNew);
        Assert.Equal(first.Sequence, again.Sequence);
        Assert.Equal(1, await desks.ReadAsync(db => db.Annotations.CountAsync()));
        Assert.Equal(ItemState.Labelled, (await desks.ItemAsync(given[0].Item.Id)).State);
        Assert.Equal(AssignmentState.Done, (await desks.AssignmentAsync(given[0].AssignmentId)).State);
    }

    [Theory]
    [InlineData(1, "Lights", true)]
    [InlineData(1, "Holes", false)]     // renamed or gone since
    [InlineData(null, "Lights", false)] // nothing was shown
    public async Task Submit_Suggested_IsKeptBesideTheAnswer(int? version, string suggested, bool isKept)
    {
        using var desks = await Desks.OpenAsync(items: 1);
        var caller = await desks.MemberAsync();
        var given = (await desks.ClaimAsync(caller))[0];

        var outcome = await desks.Annotations.SubmitAsync(
            caller, desks.ProjectId, Guid.CreateVersion7(), new Submission(given.Item.Id, given.AssignmentId, "submit", ["Roads"], null, 900, version, [suggested]), CancellationToken.None);

        Assert.True(outcome.IsDone);
        var (kept, lights) = await desks.ReadAsync(async db => (await db.Annotations.SingleAsync(), await db.Labels.SingleAsync(label => label.Name == "Lights")));
        Assert.Equal((version, isKept), (kept.ModelVersion, kept.Suggested is not null));
        Assert.Equal(isKept ? [lights.Id] : null, kept.Suggested);
    }

    [Theory]
    [InlineData("submit", null, "Lights")]
    [InlineData("submit", "odd", "Roads")]
    [InlineData("skip", null, null)]
    public async Task Submit_SameKeyOtherContent_Conflicts(string action, string? comment, string? label)
    {
        using var desks = await Desks.OpenAsync(items: 2);
        var caller = await desks.MemberAsync();
        var given = await desks.ClaimAsync(caller);
        var key = Guid.CreateVersion7();
        await desks.LabelAsync(caller, given[0], key: key);

        var other = await desks.PutAsync(caller, given[0], action, comment, key, label is null ? [] : [label]);

        Assert.Equal((ProblemKind.Conflict, "key"), (other.Problem!.Kind, other.Problem.Field));
    }

    [Fact]
    public async Task Submit_AnotherPersonsKey_ConflictsWithoutItsContent()
    {
        using var desks = await Desks.OpenAsync(items: 2);
        var (caller, other) = (await desks.MemberAsync(), await desks.MemberAsync());
        var key = Guid.CreateVersion7();
        await desks.LabelAsync(caller, (await desks.ClaimAsync(caller))[0], key: key);

        var outcome = await desks.PutAsync(other, (await desks.ClaimAsync(other))[0], "submit", null, key, "Roads");

        Assert.Equal(ProblemKind.Conflict, outcome.Problem!.Kind);
        Assert.DoesNotContain("Roads", outcome.Problem.Message, StringComparison.Ordinal);
    }

    public static TheoryData<ProjectTask, string, string[], string> Refused => new()
    {
        { ProjectTask.Single, "submit", [], "labels" },
        { ProjectTask.Single, "submit", ["Roads", "Lights"], "labels" },
        { ProjectTask.Single, "submit", ["Rivers"], "labels" },
        { ProjectTask.Multi, "submit", ["Roads", "Rivers"], "labels" },
        { ProjectTask.Single, "skip", ["Roads"], "labels" },
        { ProjectTask.Single, "undo", [], "action" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Submit_BadContent_NamesTheField(ProjectTask task, string action, string[] labels, string field)
    {
        using var desks = await Desks.OpenAsync(items: 1, task);
        var caller = await desks.MemberAsync();
        var given = await desks.ClaimAsync(caller);

        var outcome = await desks.PutAsync(caller, given[0], action, null, Guid.CreateVersion7(), labels);

        Assert.Equal((ProblemKind.Invalid, field), (outcome.Problem!.Kind, outcome.Problem.Field));
    }

    [Fact]
    public async Task Submit_NoLabelsInAMultiLabelProject_IsADecision()
    {
        using var desks = await Desks.OpenAsync(items: 1, ProjectTask.Multi);
        var caller = await desks.MemberAsync();
        var given = await desks.ClaimAsync(caller);

        var outcome = await desks.PutAsync(caller, given[0], "submit", null, Guid.CreateVersion7());

        Assert.True(outcome.IsDone);
        Assert.Equal([], (await desks.ItemAsync(given[0].Item.Id)).Consensus);
    }

    [Fact]
    public async Task Submit_AfterTheLeaseEndedAndSomebodyElseAnswered_IsKeptAsAnExtraVote()
    {
        using var desks = await Desks.OpenAsync(items: 1, settings: new ProjectSettings { LeaseMinutes = 5 });
        var (slow, quick) = (await desks.MemberAsync(), await desks.MemberAsync());
        var late = await desks.ClaimAsync(slow);
        desks.Clock.Advance(TimeSpan.FromMinutes(6));
        await desks.LabelAsync(quick, (await desks.ClaimAsync(quick))[0]);

        var receipt = await desks.LabelAsync(slow, late[0], "Lights");

        Assert.True(receipt is { Late: true, ExtraVote: true });
        Assert.Equal(2, await desks.ReadAsync(db => db.Annotations.CountAsync(row => row.IsCurrent)));
        Assert.Equal(AssignmentState.Ended, (await desks.AssignmentAsync(late[0].AssignmentId)).State);
    }

    [Fact]
    public async Task Submit_AfterTheLeaseEndedAndNobodyTookIt_CountsAndSaysSo()
    {
        using var desks = await Desks.OpenAsync(items: 2, settings: new ProjectSettings { LeaseMinutes = 5, AuditShare = 0 });
        var (slow, quick) = (await desks.MemberAsync(), await desks.MemberAsync());
        var given = await desks.ClaimAsync(slow, 2);
        desks.Clock.Advance(TimeSpan.FromMinutes(6));
        await desks.ClaimAsync(quick);

        var receipt = await desks.LabelAsync(slow, given[1]);

        Assert.True(receipt is { Late: true, ExtraVote: false });
        Assert.Equal(AssignmentState.Done, (await desks.AssignmentAsync(given[1].AssignmentId)).State);
    }

    [Fact]
    public async Task Submit_ACorrection_Supersedes()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        var caller = await desks.MemberAsync();
        var given = await desks.ClaimAsync(caller);
        var first = await desks.LabelAsync(caller, given[0], "Roads");

        var second = await desks.LabelAsync(caller, given[0], "Lights");

        var rows = await desks.ReadAsync(db => db.Annotations.OrderBy(row => row.Sequence).ToListAsync());
        Assert.Equal([false, true], rows.Select(row => row.IsCurrent));
        Assert.Equal((second.Sequence, first.Sequence), (rows[1].Sequence, rows[1].Supersedes));
        Assert.Equal(1, await desks.ReadAsync(db => db.Projects.Select(project => project.LabelsSinceTraining).SingleAsync()));
    }

    [Fact]
    public async Task Skip_OfAnAuditItem_PassesItToSomebodyElse()
    {
        using var desks = await Desks.OpenAsync(items: 1, audit: 1);
        var (caller, other) = (await desks.MemberAsync(), await desks.MemberAsync());
        var given = await desks.ClaimAsync(caller);

        await desks.PutAsync(caller, given[0], "skip", null, Guid.CreateVersion7());

        Assert.Empty(await desks.ClaimAsync(caller));
        Assert.Equal(given[0].Item.Id, Assert.Single(await desks.ClaimAsync(other)).Item.Id);
    }

    [Fact]
    public async Task Flag_WithAComment_TakesTheItemOutOfTheStream()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        var caller = await desks.MemberAsync();
        var given = await desks.ClaimAsync(caller);

        var outcome = await desks.PutAsync(caller, given[0], "flag", "Two reports in one", Guid.CreateVersion7());

        Assert.True(outcome.IsDone);
        Assert.Equal(ItemState.Flagged, (await desks.ItemAsync(given[0].Item.Id)).State);
    }

    [Fact]
    public async Task Undo_ByItsAuthor_OpensTheItemToThemAgain()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        var caller = await desks.MemberAsync();
        var given = await desks.ClaimAsync(caller);
        var key = Guid.CreateVersion7();
        await desks.LabelAsync(caller, given[0], key: key);

        var undone = await desks.Annotations.UndoAsync(caller, desks.ProjectId, key, CancellationToken.None);
        var again = await desks.Annotations.UndoAsync(caller, desks.ProjectId, key, CancellationToken.None);

        Assert.True(undone.IsDone && again.IsDone);
        Assert.Equal(ItemState.Open, (await desks.ItemAsync(given[0].Item.Id)).State);
        Assert.Equal(given[0].AssignmentId, Assert.Single(await desks.ClaimAsync(caller)).AssignmentId);
        Assert.Equal(0, await desks.ReadAsync(db => db.Projects.Select(project => project.LabelledCount).SingleAsync()));
        Assert.Equal(2, await desks.ReadAsync(db => db.Annotations.CountAsync()));
        Assert.True((await desks.LabelAsync(caller, given[0], "Lights")).IsNew);
    }

    [Fact]
    public async Task Undo_ByAnotherAnnotator_IsForbiddenAndByALeadItIsNot()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        var (caller, other, lead) = (await desks.MemberAsync(), await desks.MemberAsync(), await desks.MemberAsync(Role.Lead));
        var key = Guid.CreateVersion7();
        await desks.LabelAsync(caller, (await desks.ClaimAsync(caller))[0], key: key);

        var refused = await desks.Annotations.UndoAsync(other, desks.ProjectId, key, CancellationToken.None);
        var done = await desks.Annotations.UndoAsync(lead, desks.ProjectId, key, CancellationToken.None);

        Assert.Equal(ProblemKind.Forbidden, refused.Problem!.Kind);
        Assert.True(done.IsDone);
        Assert.Single(await desks.ClaimAsync(other));
    }

    [Fact]
    public async Task Submit_TheLabelThatMakesARoundDue_QueuesItBeforeItReturns()
    {
        using var desks = await Desks.OpenAsync(items: 3, settings: new ProjectSettings { RetrainAfter = 2, AuditShare = 0 });
        var caller = await desks.MemberAsync();
        var heard = new ConcurrentQueue<Happening>();
        using var subscription = desks.Host.Services.GetRequiredService<StudioEvents>().Subscribe(change => heard.Enqueue(change.What));
        var given = await desks.ClaimAsync(caller, 2);

        await desks.LabelAsync(caller, given[0]);
        Assert.False(await desks.ReadAsync(db => db.TrainingRuns.AnyAsync()));
        await desks.LabelAsync(caller, given[1]);

        Assert.True(await desks.ReadAsync(db => db.TrainingRuns.AnyAsync()));
        Assert.Equal([Happening.LabelsArrived, Happening.LabelsArrived, Happening.RunChanged], heard.Take(3));
    }
}
