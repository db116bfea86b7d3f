using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Learning;

/// <summary>What a simulation tries. Every tier is run with every strategy and every seed.</summary>
public sealed record SimulationOptions
{
    /// <summary>Tiers to try.</summary>
    public IReadOnlyList<NamedTier> Tiers { get; init; } = [NamedTier.Regression()];

    /// <summary>Strategies by name, as <see cref="QueryStrategyNames.Find"/> knows them. The default has a start of its own, those that need no model start themselves, all others from random labels.</summary>
    public IReadOnlyList<string> Strategies { get; init; } = [QueryStrategyNames.Default];

    /// <summary>Number of runs: seeds 0, 1, 2 and so on.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>Labels before the first fit.</summary>
    public int SeedLabels { get; init; } = 25;

    /// <summary>Labels added before each further fit.</summary>
    public int Batch { get; init; } = 25;

    /// <summary>Labels at which a run ends; the pool's size if that is less.</summary>
    public int Max { get; init; } = 1000;

    /// <summary>Threads to learn features on, and to fit and score on within a run, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Runs at the same time, at least 1. Figures do not depend on it, times do.</summary>
    public int Parallel { get; init; } = 1;

    /// <summary>Features to work with; null learns them from the pool's texts.</summary>
    public FeatureSpace? Space { get; init; }

    /// <summary>Rows of an earlier simulation of the same files: runs that are whole among them are not run again.</summary>
    public IReadOnlyList<SimulationRow> Known { get; init; } = [];
}
