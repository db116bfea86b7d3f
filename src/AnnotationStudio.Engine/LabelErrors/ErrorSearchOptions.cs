namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>How label errors are looked for.</summary>
public sealed record ErrorSearchOptions
{
    /// <summary>Deals into folds that each look is the mean of.</summary>
    public int Deals { get; init; } = 2;

    /// <summary>Looks: after each but the last, what looks wrong is kept from teaching the next.</summary>
    public int Looks { get; init; } = 3;
}
