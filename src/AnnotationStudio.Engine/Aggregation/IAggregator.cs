using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Makes one answer of what several people said.</summary>
public interface IAggregator
{
    /// <summary>Its name in lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>What each item is, as far as the votes tell. The same votes give the same answer.</summary>
    /// <param name="votes">Single-label; see <see cref="PerLabel"/> for sets of labels.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <returns>Items without votes have rows of zeros.</returns>
    /// <exception cref="ArgumentException">Multi-label votes.</exception>
    Consensus Aggregate(Votes votes, CancellationToken ct);
}
