using System.Data;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Plans a round: what is trained, on what, and against which versions it is judged.</summary>
internal sealed class RoundPlanner(RungChoice choice, ModelShelf shelf)
{
    /// <exception cref="RunRefusedException">The tier cannot be trained on what there is.</exception>
    public async Task<RoundPlan> PlanAsync(StudioDbContext db, TrainingRun run, CancellationToken ct)
    {
        var (items, votes, state) = await ReadAsync(db, run.ProjectId, ct);
        var rung = run.Tier is { } asked ? choice.ForAskedRound(asked, state) : choice.ForDueRound(state);
        var championId = await db.Projects.Where(project => project.Id == run.ProjectId).Select(project => project.ChampionId).SingleAsync(ct);
        var versions = db.ModelVersions.Where(model => model.ProjectId == run.ProjectId);
        var champion = await versions.SingleOrDefaultAsync(model => model.Id == championId, ct);
        var reference = champion is null ? null
            : await versions.Where(model => model.IsReference && model.RetiredAt == null && model.Tier == champion.Tier).OrderByDescending(model => model.Id).FirstOrDefaultAsync(ct);
        var baseline = champion is { IsProvisional: true } ? await versions.SingleOrDefaultAsync(model => model.Id == champion.BaselineId, ct) : null;
        return new RoundPlan(run.ProjectId, rung, run.Seed, items, (state.Versions.Count == 0 ? 0 : state.Versions[^1].Version) + 1)
        {
            State = state,
            Votes = votes,
            Champion = champion,
            Serving = await ServeAsync(champion, ct),
            Reference = await ServeAsync(reference, ct),
            ReferenceId = reference?.Id,
            Baseline = await ServeAsync(baseline, ct),
            Predecessor = rung.Learns ? await PredecessorAsync(versions.Where(model => model.Tier == rung.Tier && model.RetiredAt == null), ct) : null,
        };
    }

    /// <summary>The challenger that should follow a round nobody chose a tier for; null for none.</summary>
    public Challenger? ChallengerAfter(RoundPlan plan, RoundYield yield) => choice.Next(plan.State.After(plan, yield)).Challenger;

    // One snapshot, so that the labels are those of exactly these annotations. SQLite's driver begins a deferred transaction, which is one, for this level alone.
    private static async Task<(LabelledItems Items, VotesRead Votes, LadderState State)> ReadAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.ReadUncommitted, ct);
        var items = LabelledItems.Read(db, projectId);
        return (items, VotesRead.Read(db, projectId), LadderReader.Read(db, projectId, items));
    }

    private async Task<Predecessor?> PredecessorAsync(IQueryable<ModelVersion> ofTier, CancellationToken ct)
    {
        var last = await ofTier.OrderByDescending(model => model.Version).FirstOrDefaultAsync(ct);
        return await ServeAsync(last, ct) is { } model ? new Predecessor(model, last!.TrainedItems) : null;
    }

    private async Task<ServingModel?> ServeAsync(ModelVersion? version, CancellationToken ct) =>
        version is null ? null : await shelf.VersionAsync(version.ProjectId, version.Version, ct);
}
