using AnnotationStudio.Data;
using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The computing of a search for label errors, on the training thread: trains on the labels themselves, again and again, and asks about those left out.</summary>
internal sealed class ErrorSearcher(StudioStore store, PoolKeeper pools, RoundRunner runner, IOptions<StudioOptions> studio, TimeProvider time)
{
    private const int MostSuspects = 2_000;
    private const int Folds = 5;

    /// <exception cref="RunRefusedException">There are too few labels to tell anything by.</exception>
    public async Task<FoundErrors> SearchAsync(int projectId, FoundErrors? former, IProgress<double> progress, CancellationToken ct)
    {
        using var turn = await pools.TakeTurnAsync(ct);
        await using var db = await store.ReadAsync(ct);
        var tally = former is null ? new ErrorTally(0, 0, null) : await ErrorTally.ReadAsync(db, projectId, former, ct);
        return await TrainingThread.RunAsync(() => Search(db, projectId, progress, ct) with { Former = tally });
    }

    private FoundErrors Search(StudioDbContext db, int projectId, IProgress<double> progress, CancellationToken ct)
    {
        var at = time.GetUtcNow();
        var pool = pools.Refresh(db, projectId, null, ct) ?? throw Refuse();
        var items = LabelledItems.Read(db, projectId);
        var request = runner.RankingRequest(items, pool, 1, db);
        request = request with { Labelled = [.. request.Labelled.Where(row => !pool.Pool.IsRemoved(row.Row))] };
        if (request.Labelled.Count < FoundErrors.FewestItems || request.Labelled.SelectMany(row => row.Labels).Distinct().Count() < 2)
            throw Refuse();
        var data = LearningLoop.Labelled(request, ct);
        int[] rows = [.. request.Labelled.Select(row => row.Row)];
        long[] ids = [.. rows.Select(pool.Pool.Item)];
        var conflicts = Conflicts.Find(pool.Pool, rows, data.Targets, ct);
        var found = new ErrorList(ids, data, items.LabelIds, conflicts) { Settled = Settled(db, projectId), Split = new HashSet<int>() };
        var tier = new RegressionTier(pool.Space, new RegressionOptions { Threads = studio.Value.TrainingThreads, C = OutOfFold.DoubtfulC });
        var looks = new ErrorSearchOptions();
        ProbabilityMatrix Predict(IReadOnlyList<bool> kept, int deal) =>
            OutOfFold.Predict(tier, data, kept, Folds, new Look(progress, deal, looks.Looks * looks.Deals), new Random(deal), ct);
        var isMulti = data.Labels.Task == LabelTask.Multi;
        var searched = isMulti
            ? SetErrorSearch.Run(data.Targets, Predict, looks, ct)
            : ErrorSearch.Run([.. data.Targets.Select(target => target[0])], Predict, looks, ct);
        if (!isMulti)
            found = found with { Split = SplitVotes.Find(db, projectId, ids, items.LabelIds, data.Targets, searched.OutOfSample, ct) };
        return new FoundErrors
        {
            At = at,
            DataCut = items.DataCut,
            Items = ids.Length,
            Estimated = searched.Errors.Value,
            Low = searched.Errors.Low,
            High = searched.Errors.High,
            Suspects = isMulti ? found.OfSets(searched, MostSuspects) : found.OfLabels(searched, MostSuspects),
            Twins = [.. conflicts.Take(MostSuspects).Select(pair => new FoundTwins(ids[pair.First], ids[pair.Second]))],
        };
    }

    // Where a lead has decided there is nothing to look for any more.
    private static HashSet<long> Settled(StudioDbContext db, int projectId) =>
        [.. db.Annotations.Where(row => row.ProjectId == projectId && row.IsCurrent && row.IsAdjudication).Select(row => row.ItemId)];

    private static RunRefusedException Refuse() => new($"Label errors are looked for once {FoundErrors.FewestItems} items with two labels or more are labelled. Label some more first.");

    private sealed class Look(IProgress<double> whole, int at, int of) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => whole.Report(Math.Clamp((at + value.Fraction) / of, 0, 1));
    }
}
