using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>One piece of work of the worker at a time: a round, or a ranking between two rounds.</summary>
internal sealed class RoundWork(
    StudioStore store, PoolKeeper pools, RoundRunner runner, ModelShelf shelf, FirstQueue first, ProjectRemains remains)
{
    private const double PoolShare = .3;

    /// <summary>Everything of a round but its last transaction.</summary>
    public async Task<(RoundPlan Plan, RoundYield Yield)> RunAsync(TrainingRun run, IProgress<TrainingProgress> progress, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        await first.FillAsync(db, run.ProjectId, ct);
        var plan = await PlanAsync(db, run, ct);
        return await TrainingThread.RunAsync(() =>
        {
            var pool = pools.Refresh(db, run.ProjectId, new Part(progress, 0, PoolShare), ct);
            return (plan, runner.Run(plan, pool, db, new Part(progress, PoolShare, 1 - PoolShare), ct));
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

        await first.FillAsync(db, projectId, ct);
        var picks = await TrainingThread.RunAsync(() => Rank(db, projectId, itemsChanged, ct));
        if (picks.Count > 0)
            await store.WriteSliceAsync(writer => QueueWriter.Replace(writer, projectId, picks), CancellationToken.None);
        return picks.Count;
    }

    private IReadOnlyList<Pick> Rank(StudioDbContext db, int projectId, bool itemsChanged, CancellationToken ct)
    {
        var pool = itemsChanged ? pools.Refresh(db, projectId, null, ct) : pools.Find(projectId) ?? pools.Refresh(db, projectId, null, ct);
        if (pool is null)
            return [];
        var items = LabelledItems.Read(db, projectId);
        var request = runner.Request(items, pool, (int)(items.DataCut % int.MaxValue), db);
        if (request.Tier.Check(new TrainingSummary(items.Training.Count, items.Training.SelectMany(item => item.Labels).Distinct().Count())).IsReady)
            return LearningLoop.Refresh(request, ct);
        var taken = items.Training.Select(item => item.Item).Concat(items.Reserved).Concat(items.Unavailable);
        return LearningLoop.Start(pool.Pool, request.QueueLength, RoundRunner.Rows(pool, taken), projectId, ct);
    }

    private async Task<RoundPlan> PlanAsync(StudioDbContext db, TrainingRun run, CancellationToken ct)
    {
        var championId = await db.Projects.Where(project => project.Id == run.ProjectId).Select(project => project.ChampionId).SingleAsync(ct);
        var versions = db.ModelVersions.Where(model => model.ProjectId == run.ProjectId);
        var champion = await versions.SingleOrDefaultAsync(model => model.Id == championId, ct);
        var reference = champion is null ? null : await versions.Where(model => model.IsReference && model.Tier == champion.Tier).OrderByDescending(model => model.Id).FirstOrDefaultAsync(ct);
        var baseline = champion is { IsProvisional: true } ? await versions.SingleOrDefaultAsync(model => model.Id == champion.BaselineId, ct) : null;
        return new RoundPlan(
            run.Id, run.ProjectId, run.Tier, run.Seed, LabelledItems.Read(db, run.ProjectId), champion, await ServeAsync(champion, ct),
            (await versions.MaxAsync(model => (int?)model.Version, ct) ?? 0) + 1)
        {
            Reference = await ServeAsync(reference, ct),
            Baseline = await ServeAsync(baseline, ct),
        };
    }

    private async Task<ServingModel?> ServeAsync(ModelVersion? version, CancellationToken ct) =>
        version is null ? null : await shelf.VersionAsync(version.ProjectId, version.Version, ct);

    private sealed class Part(IProgress<TrainingProgress> whole, double start, double share) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => whole.Report(value with { Fraction = start + (share * value.Fraction) });
    }
}
