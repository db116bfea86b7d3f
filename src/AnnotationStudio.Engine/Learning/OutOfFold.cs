using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>What models say of labelled texts that they had not seen.</summary>
public static class OutOfFold
{
    /// <summary>The regression tier's <see cref="Models.RegressionTier.RegressionOptions.C"/> where the labels themselves are in doubt: at the usual 10 it learns errors by heart.</summary>
    /// <remarks>On 10,000 news with a tenth of the labels wrong, the best F1 of finding them was .761 at 10 and .783 at 1, the area .973 and .977.</remarks>
    public const double DoubtfulC = 1;

    /// <summary>Probabilities of every text: those kept by models of the other folds, the others by a model of all that are kept.</summary>
    /// <param name="tier">What is trained.</param>
    /// <param name="data">All labelled texts.</param>
    /// <param name="kept">The texts that models may learn from; at least two.</param>
    /// <param name="folds">Parts of the cross-validation, at least 2.</param>
    /// <param name="progress">Of the cross-validation; null where nobody asks.</param>
    /// <param name="random">Deals the folds, then trains.</param>
    /// <param name="ct">Obeyed within a second.</param>
    public static ProbabilityMatrix Predict(IModelTier tier, TrainingSet data, IReadOnlyList<bool> kept, int folds, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(tier);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(kept);
        int[] inside = [.. Enumerable.Range(0, data.Batch.Count).Where(row => kept[row])];
        int[] outside = [.. Enumerable.Range(0, data.Batch.Count).Where(row => !kept[row])];
        var part = outside.Length == 0 ? data : data with { Batch = data.Batch.Subset(inside), Targets = [.. inside.Select(row => data.Targets[row])] };
        var trained = tier.TrainCrossValidated(part, folds, progress, random, ct);
        using var model = trained.Model;
        var predicted = new ProbabilityMatrix(data.Batch.Count, data.Labels.Count);
        for (var at = 0; at < inside.Length; at++)
            trained.OutOfFold[at].CopyTo(predicted[inside[at]]);
        if (outside.Length == 0)
            return predicted;
        var rest = new ProbabilityMatrix(outside.Length, data.Labels.Count);
        model.Predict(data.Batch.Subset(outside), rest, ct);
        for (var at = 0; at < outside.Length; at++)
            rest[at].CopyTo(predicted[outside[at]]);
        return predicted;
    }
}
