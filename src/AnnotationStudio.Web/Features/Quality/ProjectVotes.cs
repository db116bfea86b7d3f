using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What the people of a project say of its items, or of those that a filter chose.</summary>
internal sealed record ProjectVotes
{
    public required Votes Votes { get; init; }

    /// <summary>Ids of the items with a vote, ascending.</summary>
    public required IReadOnlyList<long> Items { get; init; }

    /// <summary>For each item whether no list shows it: reserved for audit, or gold.</summary>
    public required IReadOnlyList<bool> IsAudit { get; init; }

    /// <summary>Ids of the people with a vote.</summary>
    public required IReadOnlyList<int> People { get; init; }

    /// <summary>For each person the median time of an answer; null where no time was taken.</summary>
    public required IReadOnlyList<double?> MedianSeconds { get; init; }

    /// <summary>Ids of the labels, those that were retired included.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>The answers that the filter chose; all of them without one.</summary>
    public required IReadOnlyList<GivenAnswer> Given { get; init; }
}

/// <summary>One answer, by indexes.</summary>
internal readonly record struct GivenAnswer(int Item, int Person, int Answer, int ElapsedMs, DateOnly Day);
