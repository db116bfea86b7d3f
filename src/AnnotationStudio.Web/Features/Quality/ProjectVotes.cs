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

    /// <summary>For each item what a lead fixed.</summary>
    public required IReadOnlyList<FixedAnswer> Fixed { get; init; }

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
/// <param name="ElapsedMs">0 where no time was taken.</param>
/// <param name="Suggested">The answer that a model suggested to the person, or one of the constants.</param>
/// <param name="IsOnGold">The item was given as hidden gold.</param>
internal readonly record struct GivenAnswer(int Item, int Person, int Answer, int ElapsedMs, DateOnly Day, int Suggested, bool IsOnGold)
{
    public const int NothingSuggested = -1;

    /// <summary>Something was suggested, and what is not known.</summary>
    public const int SuggestionUnknown = -2;
}

/// <summary>An answer that a lead fixed.</summary>
/// <param name="Answer">As votes have them, or <see cref="HeldRight.Unknown"/>.</param>
/// <param name="Person">Id of the lead who settled the item; 0 for gold.</param>
internal readonly record struct FixedAnswer(FixedBy By, int Answer, int Person);

/// <summary>How an answer was fixed.</summary>
internal enum FixedBy
{
    Nobody,
    Gold,
    Lead,
}
