namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>The strategies by the names that settings, files and the command line use.</summary>
public static class QueryStrategyNames
{
    /// <summary>The product's own choice: <see cref="DefaultChoice"/>.</summary>
    public const string Default = "default";

    /// <summary>The most candidates for what costs candidates squared.</summary>
    internal const int MostPaired = 4_000;

    // For what costs labelled × candidates.
    private const int MostCompared = 10_000;

    private static readonly Dictionary<string, Func<IQueryStrategy>> Strategies = new(StringComparer.Ordinal)
    {
        [Default] = () => new DefaultChoice(),
        ["random"] = () => new RandomSampling(),
        ["least-confidence"] = () => new LeastConfidence(),
        ["margin"] = () => new MarginSampling(),
        ["entropy"] = () => new EntropySampling(),
        ["cluster-margin"] = () => new ClusterMargin(),
        ["cluster-loss"] = () => new ClusterLoss(),
        ["committee"] = () => new SubSampling(new QueryByCommittee(), MostCompared),
        ["density-weighted"] = () => new SubSampling(new DensityWeighted(), MostCompared),
        ["core-set"] = () => new SubSampling(new CoreSet(), MostCompared),
        ["k-means"] = () => new SubSampling(new KMeansSampling(), MostCompared),
        ["typiclust"] = () => new SubSampling(new TypicalClusters(), MostPaired),
        ["probcover"] = () => new SubSampling(new ProbabilityCover(), MostPaired),
        ["contrastive"] = () => new SubSampling(new ContrastiveSampling(), MostCompared),
        ["discriminative"] = () => new SubSampling(new DiscriminativeSampling(), MostCompared),
        ["min-margin"] = () => new MinimumMargin(),
        ["max-loss"] = () => new MaximumLoss(),
        ["label-cardinality"] = () => new LabelCardinality(),
    };

    private static readonly Dictionary<string, Func<IQueryStrategy, IQueryStrategy>> Wrappers = new(StringComparer.Ordinal)
    {
        ["balanced"] = inner => new ClassBalancing(inner),
        ["distinct"] = inner => new NearDuplicateExclusion(inner),
        ["novel"] = inner => new NoveltyQuota(inner),
    };

    /// <summary>All names that <see cref="Find"/> knows, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Strategies.Keys];

    /// <summary>What can follow a name, each after a +.</summary>
    public static IReadOnlyList<string> Additions { get; } = [.. Wrappers.Keys];

    /// <summary>The strategy of a name, as used once there is a model.</summary>
    /// <param name="name">One of <see cref="All"/>, followed by any of <see cref="Additions"/>: <c>margin+balanced</c>.</param>
    /// <exception cref="ArgumentException">No strategy has this name; the message lists those there are.</exception>
    public static IQueryStrategy Find(string name)
    {
        var parts = name.Split('+');
        if (!Strategies.TryGetValue(parts[0], out var make) || parts[1..].Any(part => !Wrappers.ContainsKey(part)))
            throw new ArgumentException(
                $"There is no strategy '{name}'. There are: {string.Join(", ", All)}; each can be followed by {string.Join(", ", Additions.Select(addition => $"+{addition}"))}.", nameof(name));
        return parts[1..].Aggregate(make(), (inner, part) => Wrappers[part](inner));
    }
}
