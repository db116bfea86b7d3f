namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>The strategies by the names that settings, files and the command line use.</summary>
public static class QueryStrategyNames
{
    /// <summary>The product's own choice: k-means at label zero, cluster-margin from then on.</summary>
    public const string Default = "default";

    /// <summary>All names that <see cref="Find"/> knows, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [Default, "random", "least-confidence", "margin", "entropy", "cluster-margin"];

    /// <summary>The strategy of a name, as used once there is a model.</summary>
    /// <exception cref="ArgumentException">No strategy has this name; the message lists those there are.</exception>
    public static IQueryStrategy Find(string name) => name switch
    {
        Default or "cluster-margin" => new ClusterMargin(),
        "random" => new RandomSampling(),
        "least-confidence" => new LeastConfidence(),
        "margin" => new MarginSampling(),
        "entropy" => new EntropySampling(),
        _ => throw new ArgumentException($"There is no strategy '{name}'. There are: {string.Join(", ", All)}.", nameof(name)),
    };
}
