namespace AnnotationStudio.Benchmarks.Lives;

/// <summary>How a higher tier truly stands to the lower one.</summary>
/// <param name="Gain">True difference in accuracy: 0 makes every climb a wrong one.</param>
internal sealed record ClimbScenario(double Gain)
{
    /// <summary>Share of items on which just one of the two is right.</summary>
    public double Disagreement { get; init; } = .1;

    /// <summary>By how much training labels flatter the challenger, being chosen where the champion was unsure; null when out-of-fold predictions are not judged.</summary>
    public double? Flattery { get; init; }

    /// <summary>True where each look sees models trained anew, which answer independently; else every look sees the same two.</summary>
    public bool IsRetrained { get; init; }

    public override string ToString()
    {
        var before = Flattery is { } points ? $"provisional first, flattered by {points * 100:0.#}" : "looks only";
        return $"{Gain * 100:+0;−0;0} points, {Disagreement * 100:0} % differ, {before}{(IsRetrained ? ", trained anew" : "")}";
    }
}
