using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>What a lead does about single items: settles them, or has people look again.</summary>
public sealed class CorrectionDesk(StudioStore store, ProjectGate gate, StudioEvents events, TimeProvider time)
{
    private const int SliceSize = 100;

    /// <summary>Settles the item whatever others said. Their decisions stay in the history.</summary>
    public async Task<Outcome<Done>> CorrectAsync(Caller caller, int projectId, long itemId, Correction input, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (caller.PersonId is not { } lead)
            return Problem.Forbidden("A correction has an author. Sign in, and correct it there.");
        var now = time.GetUtcNow();
        var settled = await store.WriteAsync(db => Adjudications.Settle(db, projectId, itemId, lead, input.Labels ?? [], input.Comment, now), ct);
        if (!settled.IsDone)
            return settled.Problem;
        events.Publish(Happening.LabelsArrived, projectId);
        if (settled.Value.IsRoundDue)
            events.Publish(Happening.RunChanged, projectId);
        return Done.Value;
    }

    /// <summary>Takes back that people skipped or flagged these items, so that they are given out again.</summary>
    /// <returns>How many went back.</returns>
    public async Task<Outcome<int>> ReturnAsync(Caller caller, int projectId, IReadOnlyList<long> itemIds, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (itemIds.Count is 0 or > ItemDesk.LargestPage)
            return Problem.Invalid("items", $"Name 1 to {ItemDesk.LargestPage} items.");
        var now = time.GetUtcNow();
        var outcome = await store.WriteAsync(db => ItemReturn.Run(db, projectId, itemIds, caller.PersonId, now), ct);
        if (outcome.IsDone && outcome.Value > 0)
            events.Publish(Happening.LabelsArrived, projectId);
        return outcome;
    }

    /// <summary>As <see cref="ReturnAsync"/>, for every item that was passed by.</summary>
    public async Task<Outcome<int>> ReturnAllAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        var returned = 0;
        while (true)
        {
            var slice = await store.WriteSliceAsync(
                db =>
                {
                    var ids = db.Items
                        .Where(item => item.ProjectId == projectId && (item.State == ItemState.Skipped || item.State == ItemState.Flagged))
                        .Select(item => item.Id).Take(SliceSize).ToList();
                    return ItemReturn.Run(db, projectId, ids, caller.PersonId, now);
                },
                ct);
            if (!slice.IsDone)
                return slice.Problem;
            returned += slice.Value;
            if (slice.Value == 0)
                break;
        }

        if (returned > 0)
            events.Publish(Happening.LabelsArrived, projectId);
        return returned;
    }
}
