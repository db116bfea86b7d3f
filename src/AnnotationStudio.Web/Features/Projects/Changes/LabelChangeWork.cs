using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Carries a change of the labels out, item by item, or takes it back. What a crash cuts off goes on at the next start.</summary>
public sealed class LabelChangeWork(StudioStore store, TimeProvider time)
{
    private const int ItemsASlice = 40;   // about 10 ms of the writer

    /// <summary>Goes on with what is unfinished, in every project.</summary>
    /// <returns>The projects where something was.</returns>
    public async Task<IReadOnlyList<int>> ResumeAsync(CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var open = await db.LabelChanges.Where(change => change.Reached != null).Select(change => new { change.Id, change.ProjectId, IsUndone = change.UndoneAt != null }).ToListAsync(ct);
        foreach (var change in open)
            await (change.IsUndone ? TakeBackAsync(change.Id, ct) : CarryOutAsync(change.Id, ct));
        return [.. open.Select(change => change.ProjectId).Distinct()];
    }

    public async Task CarryOutAsync(int changeId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var change = await db.LabelChanges.SingleAsync(row => row.Id == changeId, ct);
        var same = EffectiveLabels.Read(db, change.ProjectId).ThatCountAs(change.LabelId);
        var slice = new LabelChangeSlice(change, same, time.GetUtcNow());
        List<long> affected = change.Maps ? await AffectedAsync(db, change, same, ct) : [];
        foreach (var items in affected.Chunk(ItemsASlice))
        {
            var told = await TellAsync(db, change, items, ct);
            await store.WriteSliceAsync(write => slice.CarryOut(write, items, told), ct);
        }

        await store.WriteAsync(slice.Finish, ct);
    }

    public async Task TakeBackAsync(int changeId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var change = await db.LabelChanges.SingleAsync(row => row.Id == changeId, ct);
        var same = EffectiveLabels.Read(db, change.ProjectId).ThatCountAs(change.LabelId);
        var slice = new LabelChangeSlice(change, same, time.GetUtcNow());
        var changed = await db.ChangedItems.Where(item => item.ChangeId == changeId).OrderBy(item => item.ItemId).ToListAsync(ct);
        foreach (var items in changed.Chunk(ItemsASlice))
            await store.WriteSliceAsync(write => slice.TakeBack(write, items), ct);
        // Others that were decided about since, while the label counted as something else.
        var since = change.Maps ? await AffectedAsync(db, change, same, ct) : [];
        since = [.. since.Except(changed.Select(item => item.ItemId))];
        foreach (var items in since.Chunk(ItemsASlice))
            await store.WriteSliceAsync(write => slice.SettleThoseDecidedSince(write, items), ct);
        await store.WriteAsync(slice.Finish, ct);
    }

    // Whoever was said to have one of the labels, or counts as having it; those that were reached before are done.
    private static async Task<List<long>> AffectedAsync(StudioDbContext db, LabelChange change, List<int> same, CancellationToken ct)
    {
        var found = new HashSet<long>();
        foreach (var label in same)
        {
            found.UnionWith(await db.Annotations.Where(row => row.ProjectId == change.ProjectId && row.IsCurrent && row.ItemId > change.Reached && row.Labels.Contains(label)).Select(row => row.ItemId).ToListAsync(ct));
            found.UnionWith(await db.Items.Where(item => item.ProjectId == change.ProjectId && item.Id > change.Reached && item.Consensus!.Contains(label)).Select(item => item.Id).ToListAsync(ct));
        }

        return [.. found.Order()];
    }

    // Texts are read and matched here, so that the writer never waits for it.
    private static async Task<Dictionary<long, int>> TellAsync(StudioDbContext db, LabelChange change, long[] items, CancellationToken ct)
    {
        var told = new Dictionary<long, int>();
        if (SplitPlan.Read(change.Plan) is not { } plan)
            return told;
        var tell = plan.Teller();
        foreach (var item in await db.Items.Where(item => items.Contains(item.Id) && !item.IsAudit && item.State == ItemState.Labelled).Select(item => new { item.Id, item.Text }).ToListAsync(ct))
            if (tell(item.Text) is { } label)
                told[item.Id] = label;
        return told;
    }
}
