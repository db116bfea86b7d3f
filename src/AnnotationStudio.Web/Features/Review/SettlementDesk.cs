using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>What a lead does about an item: settles it, takes that back, flags it, or makes an example of it.</summary>
public sealed class SettlementDesk(StudioStore store, ProjectGate gate, StudioEvents events, TimeProvider time)
{
    private const int LongestComment = 2_000;

    /// <summary>Settles the item by these labels, or by those it has.</summary>
    public async Task<Outcome<Settled>> SettleAsync(Caller caller, int projectId, long itemId, Settlement input, CancellationToken ct)
    {
        if (await EnterAsync(caller, projectId, ct) is var lead && !lead.IsDone)
            return lead.Problem;
        if (CheckComment(input.Comment) is { } problem)
            return problem;
        var now = time.GetUtcNow();
        var (settled, names) = await store.WriteAsync(
            db =>
            {
                var outcome = Adjudications.Settle(db, projectId, itemId, lead.Value, input.Labels, input.Comment, now);
                var ids = outcome.IsDone ? outcome.Value.Labels : [];
                return (outcome, db.Labels.Where(label => ids.Contains(label.Id)).OrderBy(label => label.Position).Select(label => label.Name).ToList());
            },
            ct);
        if (!settled.IsDone)
            return settled.Problem;
        events.Publish(Happening.LabelsArrived, projectId);
        if (settled.Value.IsRoundDue)
            events.Publish(Happening.RunChanged, projectId);
        return new Settled(settled.Value.Key, itemId, names);
    }

    /// <summary>Leaves the item to another lead.</summary>
    public async Task<Outcome<Settled>> FlagAsync(Caller caller, int projectId, long itemId, string? comment, CancellationToken ct)
    {
        if (await EnterAsync(caller, projectId, ct) is var lead && !lead.IsDone)
            return lead.Problem;
        if (CheckComment(comment) is { } problem)
            return problem;
        var now = time.GetUtcNow();
        var flagged = await store.WriteAsync(db => Adjudications.Flag(db, projectId, itemId, lead.Value, comment, now), ct);
        if (!flagged.IsDone)
            return flagged.Problem;
        events.Publish(Happening.LabelsArrived, projectId);
        return new Settled(flagged.Value, itemId, []);
    }

    /// <summary>Takes a settlement or a flag back: the item is what it was without it.</summary>
    /// <returns>The item.</returns>
    public async Task<Outcome<long>> TakeBackAsync(Caller caller, int projectId, Guid key, CancellationToken ct)
    {
        if (await EnterAsync(caller, projectId, ct) is var lead && !lead.IsDone)
            return lead.Problem;
        var now = time.GetUtcNow();
        var outcome = await store.WriteAsync(db => Adjudications.TakeBack(db, projectId, key, lead.Value, now), ct);
        if (outcome.IsDone)
            events.Publish(Happening.LabelsArrived, projectId);
        return outcome;
    }

    /// <summary>Puts the item's text as a quote under the label in the guidelines. A label without a part there gets one.</summary>
    public async Task<Outcome<Done>> AddExampleAsync(Caller caller, int projectId, long itemId, string label, CancellationToken ct)
    {
        if (await EnterAsync(caller, projectId, ct) is var lead && !lead.IsDone)
            return lead.Problem;
        var outcome = await store.WriteAsync(db => AddExample(db, projectId, itemId, label), ct);
        if (outcome.IsDone)
            events.Publish(Happening.ProjectChanged, projectId);
        return outcome;
    }

    private static Problem? CheckComment(string? comment) => comment?.Length > LongestComment
        ? Problem.Invalid("comment", $"The comment has {comment.Length:N0} characters; {LongestComment:N0} is the most.")
        : null;

    private static Outcome<Done> AddExample(StudioDbContext db, int projectId, long itemId, string label)
    {
        var item = db.Items.Where(row => row.Id == itemId && row.ProjectId == projectId && row.State != ItemState.Erased).Select(row => new { row.Text, row.IsAudit }).SingleOrDefault();
        if (item is null)
            return Problem.NotFound("item");
        if (item.IsAudit)
            return Problem.Conflict("This item is reserved for audit: in the guidelines it would tell people the answer they are judged by. Take another as an example.");
        if (db.Labels.Where(row => row.ProjectId == projectId && row.Name == label && row.RetiredAt == null).Select(row => row.Name).SingleOrDefault() is not { } name)
            return Problem.Invalid("label", $"There is no label \"{label}\" in this project. Choose one of its labels.");
        var project = db.Projects.AsTracking().Single(row => row.Id == projectId);
        if (project.State == ProjectState.Archived)
            return Adjudications.ReadOnly();
        project.Guidelines = GuidelineExamples.Add(project.Guidelines, name, item.Text);
        project.Version++;
        db.SaveChanges();
        return Done.Value;
    }

    private async Task<Outcome<int>> EnterAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        return caller.PersonId is { } lead ? lead : Problem.Forbidden("A settlement has an author. Sign in, and settle it there.");
    }
}
