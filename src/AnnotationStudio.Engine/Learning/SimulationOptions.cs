using AnnotationStudio.Engine.QueryStrategies;

namespace AnnotationStudio.Engine.Learning;

/// <summary>What a simulation tries. Every tier is run with every strategy and every seed.</summary>
public sealed record SimulationOptions
{
    /// <summary>Tiers to try.</summary>
    public IReadOnlyList<NamedTier> Tiers { get; init; } = [NamedTier.Regression()];

    /// <summary>Strategies by name, as <see cref="QueryStrategyNames.All"/> lists them. All but the default start from random labels.</summary>
    public IReadOnlyList<string> Strategies { get; init; } = [QueryStrategyNames.Default];

    /// <summary>Number of runs: seeds 0, 1, 2 and so on.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Labels before the first fit.</summary>
    public int SeedLabels { get; init; } = 25;

    /// <summary>Labels added before each further fit.</summary>
    public int Batch { get; init; } = 25;

    /// <summary>Labels at which a run ends; the pool's size if that is less.</summary>
    public int Max { get; init; } = 1000;

    /// <summary>Threads to work on, at least 1.</summary>
    public int Threads { get; init; } = 1;
}
