using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A round, from its claim to its last transaction.</summary>
internal sealed class RoundWork(StudioStore store, PoolKeeper pools, RoundSteps steps)
{
    private const double PoolShare = .3;

    /// <summary>Everything of a round but its last transaction.</summary>
    public async Task<(RoundPlan Plan, RoundYield Yield)> RunAsync(TrainingRun run, IProgress<TrainingProgress> progress, CancellationToken ct)
    {
        using var turn = await pools.TakeTurnAsync(ct);
        await using var db = await store.ReadAsync(ct);
        await steps.First.FillAsync(db, run.ProjectId, ct);
        await steps.Consensus.ApplyAsync(run.ProjectId, ct);
        var plan = await steps.Planner.PlanAsync(db, run, ct);
        return await TrainingThread.RunAsync(() =>
        {
            var pool = pools.Refresh(db, run.ProjectId, new Part(progress, 0, PoolShare), ct);
            var yield = steps.Runner.Run(plan, pool, db, new Part(progress, PoolShare, 1 - PoolShare), ct);
            return (plan, run.Tier is null ? yield with { Challenger = steps.Planner.ChallengerAfter(plan, yield) } : yield);
        });
    }
}
