using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>Who has which item in hand.</summary>
public sealed class AssignmentDesk(StudioStore store, ProjectGate gate, LabelBook labels, SuggestionMaker suggestions, TimeProvider time)
{
    private const int MostAtOnce = 50;
    private const int MostHeld = 1000;

    /// <summary>What the caller labels next: first what they have and do not hold, then new items in the strategy's order; empty when nothing is left.</summary>
    /// <param name="caller">A person.</param>
    /// <param name="projectId">Theirs.</param>
    /// <param name="count">From 1 to 50.</param>
    /// <param name="holding">Assignments that the caller's page still has on it.</param>
    /// <param name="ct">Cancels only what has not begun.</param>
    public async Task<Outcome<IReadOnlyList<GivenItem>>> ClaimNextAsync(Caller caller, int projectId, int count, IReadOnlyCollection<long> holding, CancellationToken ct)
    {
        var seat = await gate.EnterAsync(caller, projectId, Role.Annotator, ct);
        if (!seat.IsDone)
            return seat.Problem;
        if (seat.Value.PersonId is not { } me)
            return Problem.Forbidden("Items are given to people. Use a person's token.");
        if (count is < 1 or > MostAtOnce)
            return Problem.Invalid("count", $"Ask for 1 to {MostAtOnce} items at once.");
        if (holding.Count > MostHeld)
            return Problem.Invalid("holding", $"Nobody holds more than {MostHeld} items.");
        var claim = await store.WriteAsync(new ClaimWrite(projectId, me, count, holding.ToHashSet(), time.GetUtcNow()).Run, ct);
        if (!claim.IsDone)
            return claim.Problem;
        var leases = claim.Value;
        if (leases.Count == 0)
            return Array.Empty<GivenItem>();
        var suggested = await suggestions.ForAsync(projectId, await labels.OfAsync(projectId, ct), leases, ct);
        return leases.Select((lease, row) => Give(lease, suggested[row])).ToList();
    }

    /// <summary>Gives the caller's open assignments among these another lease, from now on.</summary>
    public async Task<Outcome<Done>> RenewAsync(Caller caller, int projectId, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var seat = await gate.EnterAsync(caller, projectId, Role.Annotator, ct);
        if (!seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        await store.WriteAsync(
            db =>
            {
                var minutes = db.Projects.Where(project => project.Id == projectId).Select(project => project.Settings.LeaseMinutes).Single();
                Open(db, projectId, caller, ids).ExecuteUpdate(set => set.SetProperty(assignment => assignment.LeaseEnds, now.AddMinutes(minutes)));
            },
            ct);
        return Done.Value;
    }

    /// <summary>Takes the caller's open assignments among these back, as if they had never been given.</summary>
    /// <remarks>The rows go: what a person handed back unseen may come to them again, in its turn.</remarks>
    public async Task<Outcome<Done>> ReleaseAsync(Caller caller, int projectId, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var seat = await gate.EnterAsync(caller, projectId, Role.Annotator, ct);
        if (!seat.IsDone)
            return seat.Problem;
        await store.WriteAsync(
            db =>
            {
                var overlap = db.Projects.Where(project => project.Id == projectId).Select(project => project.Settings.Overlap).Single();
                var items = Open(db, projectId, caller, ids).Select(assignment => assignment.ItemId).ToList();
                Open(db, projectId, caller, ids).ExecuteDelete();
                foreach (var item in items)
                    Slots.Recount(db, item, overlap);
            },
            ct);
        return Done.Value;
    }

    private static IQueryable<Assignment> Open(StudioDbContext db, int projectId, Caller caller, IReadOnlyCollection<long> ids) => db.Assignments.Where(assignment =>
        assignment.ProjectId == projectId && assignment.AnnotatorId == caller.PersonId && assignment.State == AssignmentState.Open && ids.Contains(assignment.Id));

    private static GivenItem Give(Lease lease, Suggestion? suggestion)
    {
        var (id, externalId, text, meta) = lease.Item;
        var given = new GivenText(id, externalId, text, meta is null ? null : JsonSerializer.Deserialize<JsonElement>(meta));
        return new GivenItem(lease.AssignmentId, given, suggestion, lease.Reason, lease.Ends, lease.Kind == AssignmentKind.Onboarding);
    }
}
