using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What models that had not seen an item say of it, for a consensus in which they have a say. Trained on the majority alone: on a consensus it would begin to believe itself.</summary>
internal sealed class ConsensusModel(PoolKeeper pools, RoundRunner runner, IOptions<StudioOptions> studio)
{
    private const int Folds = 5;
    private const int Seed = 1;

    /// <summary>Probabilities of the items that were voted on; even where no model can tell, as of audit items. The caller holds the turn to change pools.</summary>
    /// <returns>Null where there are too few labels to learn from.</returns>
    public ProbabilityMatrix? Predict(StudioDbContext db, int projectId, ConsensusVotes read, int[] majority, CancellationToken ct)
    {
        if (pools.Refresh(db, projectId, null, ct) is not { } pool)
            return null;
        var items = LabelledItems.Read(db, projectId, pool.Reserved);
        var voted = read.Items.Select((item, at) => (item.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        var column = items.LabelIds.ConvertAll(id => read.LabelIds.IndexOf(id)).ToArray();
        var request = runner.RankingRequest(items with { Training = items.Training.ConvertAll(Voted) }, pool, Seed, db);
        request = request with { Labelled = [.. request.Labelled.Where(row => !pool.Pool.IsRemoved(row.Row))] };
        if (request.Labelled.Count < FoundErrors.FewestItems || request.Labelled.SelectMany(row => row.Labels).Distinct().Count() < 2)
            return null;
        var data = LearningLoop.Labelled(request, ct);
        var tier = new RegressionTier(pool.Space, new RegressionOptions { Threads = studio.Value.TrainingThreads, C = OutOfFold.DoubtfulC });
        var seen = OutOfFold.Predict(tier, data, [.. request.Labelled.Select(_ => true)], Folds, null, new Random(Seed), ct);
        var all = new ProbabilityMatrix(read.Items.Count, read.LabelIds.Count);
        Array.Fill(all.Values, 1f / read.LabelIds.Count);
        for (var row = 0; row < seen.Rows; row++)
            if (voted.TryGetValue(pool.Pool.Item(request.Labelled[row].Row), out var item))
                Spread(seen[row], column, all[item]);
        return all;

        LabelledItem Voted(LabelledItem item) =>
            voted.TryGetValue(item.Item, out var at) && majority[at] >= 0 && read.Items[at].IsOpen && Array.IndexOf(column, majority[at]) is >= 0 and var label ? item with { Labels = [label] } : item;
    }

    // A label that was retired is none that the model knows.
    private static void Spread(ReadOnlySpan<float> row, int[] column, Span<float> into)
    {
        into.Clear();
        for (var label = 0; label < row.Length; label++)
            into[column[label]] = row[label];
    }
}
