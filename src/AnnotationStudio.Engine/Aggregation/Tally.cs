using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>How many of some answers are of a kind.</summary>
/// <param name="Hits">0 to <paramref name="Trials"/>.</param>
/// <param name="Trials">How many answers there are.</param>
public readonly record struct Tally(int Hits, int Trials)
{
    /// <summary>Hits of trials with their 95 % interval (Wilson); null without trials.</summary>
    public Interval? Share => Trials == 0 ? null : Interval.Wilson(Hits, Trials);

    internal Tally With(bool hit) => new(Hits + (hit ? 1 : 0), Trials + 1);
}
