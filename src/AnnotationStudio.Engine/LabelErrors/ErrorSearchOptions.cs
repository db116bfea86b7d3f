namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>How label errors are looked for.</summary>
public sealed record ErrorSearchOptions
{
    /// <summary>Deals into folds of each look, at least 1.</summary>
    public int Deals { get; init; } = 1;

    /// <summary>Looks, at least 1: before each but the first, what looks wrong so far is kept from teaching it.</summary>
    public int Looks { get; init; } = 3;
}
