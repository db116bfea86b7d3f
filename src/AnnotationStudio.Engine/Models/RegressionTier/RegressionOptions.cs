namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>How the regression tier is trained.</summary>
public sealed record RegressionOptions
{
    /// <summary>Inverse strength of the penalty on the weights. Choosing it by cross-validation did not pay.</summary>
    public double C { get; init; } = 10;

    /// <summary>Up to this many labelled texts the head is solved in the span of their rows, beyond it on the columns they use.</summary>
    public int MostSpanRows { get; init; } = 2000;

    /// <summary>Threads to work on, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Folds inside a multi-label training that choose the thresholds.</summary>
    public int ThresholdFolds { get; init; } = 5;
}
