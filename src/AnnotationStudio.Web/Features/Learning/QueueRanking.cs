using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A ranking between two rounds: by what is known now, and registering no model.</summary>
internal sealed class QueueRanking(StudioStore store, PoolKeeper pools, RoundSteps steps, QueueWriter queue, ProjectRemains remains, MapShelf maps)
{
    /// <summary>The projects that are not archived.</summary>
    public async Task<IReadOnlyList<int>> ProjectsAsync(CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        return await db.Projects.Where(project => project.State != ProjectState.Archived).Select(project => project.Id).ToListAsync(ct);
    }

    /// <summary>Ranks the queue anew.</summary>
    /// <param name="projectId">Whose.</param>
    /// <param name="itemsChanged">The pool is to be brought up to date before, and the whole queue to be written.</param>
    /// <param name="mayPrepare">Whether the caller holds the turn to change pools; without it only what is prepared is ranked.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <returns>The entries ranked, 0 where there is nothing to rank, and how long it computed.</returns>
    public async Task<(int Entries, TimeSpan Computed)> RankAsync(int projectId, bool itemsChanged, bool mayPrepare, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        if (!await db.Projects.AnyAsync(project => project.Id == projectId, ct))
        {
            // A round of it that is still being stopped could save its pool once more.
            if (mayPrepare)
                await remains.ClearAsync(projectId, ct);
            return default;
        }

        await steps.First.FillAsync(db, projectId, ct);
        var ranked = await TrainingThread.RunAsync(() =>
        {
            if (mayPrepare && (itemsChanged || !pools.Holds(projectId)))
                Prepare(db, projectId, ct);
            return pools.Read(projectId, pool => Rank(db, pool, ct));
        });
        if (ranked.Picks.Count > 0 && itemsChanged)
            await queue.ReplaceAsync(projectId, ranked.Picks, ranked.KnowsUpTo);
        else if (ranked.Picks.Count > 0)
            await queue.RefreshAsync(projectId, ranked.Picks, ranked.KnowsUpTo);
        return (ranked.Picks.Count, ranked.Computed);
    }

    /// <summary>Offers the pool as it is to whoever draws its map.</summary>
    /// <returns>False where it is not prepared.</returns>
    public bool OfferMap(int projectId) => pools.Read(projectId, pool =>
    {
        if (pool is not null)
            maps.Offer(projectId, pool.Pool);
        return pool is not null;
    });

    private void Prepare(StudioDbContext db, int projectId, CancellationToken ct)
    {
        if (pools.Refresh(db, projectId, null, ct) is { } pool)
            maps.Offer(projectId, pool.Pool);
        else
            maps.Forget(projectId);
    }

    private Ranked Rank(StudioDbContext db, ProjectPool? pool, CancellationToken ct)
    {
        // It may have been erased while its items were read.
        if (pool is null || !db.Projects.Any(project => project.Id == pool.ProjectId))
            return Ranked.Nothing;
        var started = TimeProvider.System.GetTimestamp();
        var items = LabelledItems.Read(db, pool.ProjectId, pool.Reserved);
        var request = steps.Runner.RankingRequest(items, pool, (int)(items.DataCut % int.MaxValue), db);
        var picks = request.Tier.Check(RoundPlan.Summary(items)).IsReady ? Refresh(db, request, pool, items, ct) : LearningLoop.Start(request with { Seed = pool.ProjectId }, ct);
        return new Ranked(picks, items.DataCut, TimeProvider.System.GetElapsedTime(started));
    }

    private static IReadOnlyList<Pick> Refresh(StudioDbContext db, RoundRequest request, ProjectPool pool, LabelledItems items, CancellationToken ct)
    {
        var picks = LearningLoop.Refresh(request, pool.Head, ct);
        return items.LabelAgain && pool.Again is { } again ? again.Merge(db, picks) : picks;
    }

    private sealed record Ranked(IReadOnlyList<Pick> Picks, long KnowsUpTo, TimeSpan Computed)
    {
        public static readonly Ranked Nothing = new([], 0, TimeSpan.Zero);
    }
}
