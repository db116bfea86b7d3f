using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>One piece of work of the worker at a time: a round, or a ranking between two rounds.</summary>
internal sealed class RoundWork(StudioStore store, PoolKeeper pools, RoundSteps steps, ProjectRemains remains, MapShelf maps)
{
    private const double PoolShare = .3;

    /// <summary>Everything of a round but its last transaction.</summary>
    public async Task<(RoundPlan Plan, RoundYield Yield)> RunAsync(TrainingRun run, IProgress<TrainingProgress> progress, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        await steps.First.FillAsync(db, run.ProjectId, ct);
        var plan = await steps.Planner.PlanAsync(db, run, ct);
        return await TrainingThread.RunAsync(() =>
        {
            var pool = pools.Refresh(db, run.ProjectId, new Part(progress, 0, PoolShare), ct);
            var yield = steps.Runner.Run(plan, pool, db, new Part(progress, PoolShare, 1 - PoolShare), ct);
            return (plan, run.Tier is null ? yield with { Challenger = steps.Planner.ChallengerAfter(plan, yield) } : yield);
        });
    }

    /// <summary>Ranks the queue anew by what is known now; registers no model.</summary>
    /// <returns>The entries written; 0 where there is nothing to rank.</returns>
    public async Task<int> RankAsync(int projectId, bool itemsChanged, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        if (!await db.Projects.AnyAsync(project => project.Id == projectId, ct))
        {
            await remains.ClearAsync(projectId, ct);
            return 0;
        }

        await steps.First.FillAsync(db, projectId, ct);
        var picks = await TrainingThread.RunAsync(() => Rank(db, projectId, itemsChanged, ct));
        if (picks.Count > 0)
            await QueueWriter.ReplaceAsync(store, projectId, picks);
        return picks.Count;
    }

    private IReadOnlyList<Pick> Rank(StudioDbContext db, int projectId, bool itemsChanged, CancellationToken ct)
    {
        var pool = itemsChanged ? pools.Refresh(db, projectId, null, ct) : pools.Find(projectId) ?? pools.Refresh(db, projectId, null, ct);
        if (pool is null)
        {
            maps.Forget(projectId);
            return [];
        }

        maps.Offer(projectId, pool.Pool);
        var items = LabelledItems.Read(db, projectId);
        var request = steps.Runner.RankingRequest(items, pool, (int)(items.DataCut % int.MaxValue), db);
        if (request.Tier.Check(RoundPlan.Summary(items)).IsReady)
            return LearningLoop.Refresh(request, ct);
        var taken = items.Training.Select(item => item.Item).Concat(items.Reserved).Concat(items.Unavailable);
        return LearningLoop.Start(pool.Pool, request.QueueLength, RoundRunner.Rows(pool, taken), projectId, request.Strategy, ct);
    }
}
