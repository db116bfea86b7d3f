namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>How the convolution tier is trained. What was measured is in DECISIONS.md.</summary>
public sealed record ConvolutionOptions
{
    /// <summary>Words in a window, each at least 1.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [2, 3, 4, 5];

    /// <summary>Filters of each width; a multiple of 16.</summary>
    public int Filters { get; init; } = 64;

    /// <summary>Filters over three characters of a word; a multiple of 16.</summary>
    public int CharacterFilters { get; init; } = 64;

    /// <summary>Networks trained from different beginnings, whose scores are averaged. Each is trained by one thread.</summary>
    public int Members { get; init; } = 4;

    /// <summary>Texts in a step.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The most passes over the texts, where they are many.</summary>
    public int MostEpochs { get; init; } = 20;

    /// <summary>Few texts are passed over more often, until there may be so many steps.</summary>
    public int LeastSteps { get; init; } = 1500;

    /// <summary>A fifth of the passes without a better loss on held-out texts, or these at least, end the search for the number of epochs.</summary>
    public int Patience { get; init; } = 4;

    /// <summary>Learning rate of the first epoch.</summary>
    public double LearningRate { get; init; } = .001;

    /// <summary>How much faster the weights of the rules' matches learn: a match is rare, and its weight has far to go.</summary>
    public double RuleRate { get; init; } = 10;

    /// <summary>Share of the learning rate that is left after the most passes; it falls by the same factor each epoch.</summary>
    public double LastRate { get; init; } = .35;

    /// <summary>AdamW's decay of filters and dense weights.</summary>
    public double WeightDecay { get; init; } = .01;

    /// <summary>Share of the features left out of a step.</summary>
    public double Dropout { get; init; } = .3;

    /// <summary>Share of a step's words whose vector is left out, so that characters and context learn to do without.</summary>
    public double WordDropout { get; init; } = .1;

    /// <summary>Share of a target spread over all labels.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of a class: (average count / its count) to this power; 0 treats all texts alike, 1 all classes alike. Single-label only.</summary>
    public double ClassBalance { get; init; } = .5;

    /// <summary>Words of a text that are read.</summary>
    public int MostWords { get; init; } = 256;

    /// <summary>Frequent words of the pool that have a vector though no labelled text holds them.</summary>
    public int PoolWords { get; init; } = 20_000;

    /// <summary>Parts of the training texts that are held out, one after the other, to choose thresholds.</summary>
    public int ThresholdFolds { get; init; } = 5;

    /// <summary>Threads to work on, at least 1. The model does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Networks trained with a part of the texts held out, to find the number of epochs.</summary>
    public int Probes { get; init; } = 2;

    /// <summary>The most passes over so many texts.</summary>
    internal int EpochsFor(int texts) => Math.Max(MostEpochs, Math.Min(5 * MostEpochs, LeastSteps * BatchSize / Math.Max(1, texts)));

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal void Check()
    {
        Require(Widths.Count > 0 && Widths.All(width => width > 0), "needs a width, and each must be above 0", nameof(Widths));
        Require(Filters > 0 && Filters % WindowShape.FilterMultiple == 0, "must be a multiple of 16", nameof(Filters));
        Require(CharacterFilters > 0 && CharacterFilters % WindowShape.FilterMultiple == 0, "must be a multiple of 16", nameof(CharacterFilters));
        Require(Members > 0 && BatchSize > 0 && MostEpochs > 0 && MostWords > 0, "must be above 0", $"{nameof(Members)}, {nameof(BatchSize)}, {nameof(MostEpochs)} or {nameof(MostWords)}");
        Require(Dropout is >= 0 and < 1 && WordDropout is >= 0 and < 1, "must be at least 0 and below 1", $"{nameof(Dropout)} or {nameof(WordDropout)}");
        Require(ThresholdFolds > 1, "must be at least 2", nameof(ThresholdFolds));
    }

    private static void Require(bool holds, string rule, string option)
    {
        if (!holds)
            throw new ArgumentException($"{option} {rule}.", option);
    }
}
