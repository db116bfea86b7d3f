namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>How the head on an encoder's embeddings is trained.</summary>
public sealed record TransformerOptions
{
    /// <summary>Inverse strength of the penalty on the weights, of embeddings centred and scaled to a mean square length of 1.</summary>
    public double C { get; init; } = 10;

    /// <summary>Threads for the folds, at least 1. The encoder has its own.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Folds inside a multi-label training that choose the thresholds.</summary>
    public int ThresholdFolds { get; init; } = 5;
}
