using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>What a search for label errors needs to know of its task.</summary>
internal interface ILooks
{
    /// <summary>How many items are wrong.</summary>
    Interval Estimate(ProbabilityMatrix seen);

    /// <summary>So many items, the most doubtful ones.</summary>
    IEnumerable<int> Worst(ProbabilityMatrix seen, int count);

    /// <summary>Brings one item's probabilities to a scale on which looks are averaged.</summary>
    void ToSum(Span<float> probabilities);

    /// <summary>Brings the mean back to probabilities.</summary>
    void FromMean(Span<float> logs);
}
