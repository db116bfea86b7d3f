namespace AnnotationStudio.Engine.Text;

/// <summary>How a feature space is learned.</summary>
public sealed record FeatureSpaceOptions
{
    /// <summary>Seed of the sample and of the randomized decomposition.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads to work on, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The most texts that word vectors are learned from; a seeded sample of a larger pool.</summary>
    public int VectorTexts { get; init; } = 100_000;

    /// <summary>Width of one embedding; less when the vocabulary is small (a third of it).</summary>
    public int Dimensions { get; init; } = 100;

    /// <summary>Pools larger than this keep no characters block.</summary>
    public int CharacterTexts { get; init; } = 20_000;

    /// <summary>Least number of texts a word n-gram was seen in.</summary>
    public int LeastWordTexts { get; init; } = 2;

    /// <summary>Least number of texts a character n-gram was seen in.</summary>
    public int LeastCharacterTexts { get; init; } = 3;
}
