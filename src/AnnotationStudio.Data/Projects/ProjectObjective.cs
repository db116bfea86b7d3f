namespace AnnotationStudio.Data;

/// <summary>What a lead wants of a project's model.</summary>
public sealed record ProjectObjective
{
    public ObjectiveMetric Metric { get; init; }                // what versions are compared by, and the learning curve is read in

    public double? Target { get; init; }                        // the figure to reach, above 0 to 1; null for as good as can be

    public double? LeastRecall { get; init; }                   // recall that each label should reach, above 0 to 1; null for no limit

    public double? MostSuggestions { get; init; }               // labels suggested for an item, on average, above 0 to 1,000; null for no limit

    public double? MostLatencyMilliseconds { get; init; }       // 95th percentile of one answer, above 0 to 60,000; nothing slower climbs a rung; null for no limit
}
