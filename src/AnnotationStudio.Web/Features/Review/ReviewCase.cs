using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>What one person, or a file, says an item's labels are.</summary>
/// <param name="Person">Null for what came with a file.</param>
/// <param name="Labels">Ids, ascending.</param>
internal sealed record CaseVote(int? Person, IReadOnlyList<int> Labels);

/// <summary>An item that needs a lead.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Reasons">Why; never none.</param>
/// <param name="Value">How likely a look changes something, from 0 to 1.</param>
/// <param name="Labels">Ids of what it counts as; null while it has no labels.</param>
/// <param name="Votes">What people say of it.</param>
internal sealed record ReviewCase(long Item, IReadOnlyList<ReviewReason> Reasons, double Value, IReadOnlyList<int>? Labels, IReadOnlyList<CaseVote> Votes)
{
    /// <summary>Reserved for audit: only people may speak for its label.</summary>
    public bool IsAudit { get; init; }

    /// <summary>What models that had not seen it say; null where they do not doubt it.</summary>
    public FoundSuspect? Suspect { get; init; }

    /// <summary>Items that all but equal it and have other labels.</summary>
    public IReadOnlyList<long> Twins { get; init; } = [];

    /// <summary>Whether the two gave different answers.</summary>
    public bool Divides(int one, int other) => Votes.Any(vote => vote.Person == one
        && Votes.Any(against => against.Person == other && !vote.Labels.SequenceEqual(against.Labels)));

    /// <summary>Whether one gave the first label and another the second in its place; of one label alone, whether some gave it and others left it out.</summary>
    public bool IsBetween(int first, int second) => first == second
        ? Votes.Any(vote => vote.Labels.Contains(first)) && Votes.Any(vote => !vote.Labels.Contains(first))
        : Votes.Any(vote => vote.Labels.Contains(first) && !vote.Labels.Contains(second)) && Votes.Any(vote => vote.Labels.Contains(second) && !vote.Labels.Contains(first));

    /// <summary>Whether the label counts for it, or somebody gave it.</summary>
    public bool Concerns(int label) => Labels?.Contains(label) == true || Votes.Any(vote => vote.Labels.Contains(label));
}
