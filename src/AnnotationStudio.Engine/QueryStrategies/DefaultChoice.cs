using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>The product's own choice: covers the pool until 50 items are labelled, then takes a varied batch of what the model is in doubt about.</summary>
/// <remarks>
/// A model of a few labels doubts the wrong things, and never the label it has not seen. So the first 25 picks stand for 25 clusters each
/// (<see cref="KMeansStart"/>, and <see cref="TypicalClusters"/> where labels come a few at a time), those up to 50 labels for the largest of 100 clusters
/// that hold none: small ones, where a rare label may be. From then on <see cref="ClusterMargin"/> chooses, and <see cref="ClusterLoss"/> where an item has several labels.
/// </remarks>
public sealed class DefaultChoice : IQueryStrategy
{
    /// <summary>Labels from which the model's doubt decides.</summary>
    public const int LabelsCovered = 50;

    private const int FineClusters = 100;
    private static readonly ClusterMargin Margin = new();
    private static readonly ClusterLoss Loss = new();

    /// <inheritdoc/>
    public string Name => QueryStrategyNames.Default;

    /// <inheritdoc/>
    public PoolNeeds Needs => Margin.Needs | Loss.Needs | PoolNeeds.Labelled;

    /// <summary>Who chooses where there is no model to ask: coarse groups first, then finer ones.</summary>
    public static IQueryStrategy Covering(int labelled) => labelled == 0
        ? new KMeansStart()
        : new SubSampling(new TypicalClusters(labelled < KMeansStart.MostClusters ? KMeansStart.MostClusters : FineClusters), QueryStrategyNames.MostPaired);

    /// <inheritdoc/>
    public IQueryStrategy At(int labelled, LabelTask task) => labelled < LabelsCovered ? Covering(labelled) : task == LabelTask.Multi ? Loss : Margin;

    /// <inheritdoc/>
    public int[] Select(PoolView candidates, int count, Random random)
    {
        candidates.Require(Needs, count);
        return At(candidates.Labelled!.Count, candidates.Task).Select(candidates, count, random);
    }
}
