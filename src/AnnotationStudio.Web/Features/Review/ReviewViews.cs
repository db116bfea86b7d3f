using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>What narrows the queue; all of it without.</summary>
/// <param name="Reason">Only items with this reason.</param>
/// <param name="Label">Name of a label that counts or that somebody gave.</param>
/// <param name="Against">Name of another that somebody gave in its place.</param>
/// <param name="Person">Id of somebody who labelled the item.</param>
/// <param name="Other">Id of somebody who gave another answer than that person.</param>
public sealed record ReviewFilter(ReviewReason? Reason = null, string? Label = null, string? Against = null, int? Person = null, int? Other = null)
{
    public bool IsEmpty => this == new ReviewFilter();
}

/// <summary>A label as the page shows it.</summary>
/// <param name="Key">The key that chooses it, or null.</param>
public sealed record ReviewLabel(int Id, string Name, string Color, int Position, string? Key, string Description);

/// <summary>One choice of a filter, with how many items it would leave.</summary>
public sealed record ReviewChoice<T>(T Value, string Name, int Items);

/// <summary>The project around the queue.</summary>
/// <param name="Labels">Those that can be chosen, in their order.</param>
/// <param name="AllLabels">By id, the retired ones too.</param>
public sealed record ReviewProject(
    ProjectTask Task, bool IsReadOnly, string Guidelines, IReadOnlyList<ReviewLabel> Labels, IReadOnlyDictionary<int, ReviewLabel> AllLabels)
{
    /// <summary>Over twelve labels colours would say nothing.</summary>
    public bool IsColored => Labels.Count <= 12;
}

/// <summary>The queue as a lead sees it.</summary>
/// <param name="Total">Items that need a lead.</param>
/// <param name="Matching">How many of them the filter leaves, those put off included.</param>
/// <param name="Current">The item to look at; null where none is left.</param>
public sealed record ReviewView(
    ReviewProject Project,
    int Total,
    int Matching,
    IReadOnlyList<ReviewChoice<ReviewReason>> Reasons,
    IReadOnlyList<ReviewChoice<string>> Labels,
    IReadOnlyList<ReviewChoice<int>> People,
    AgreementCount Agreement,
    ReviewItem? Current);

/// <summary>An item with all that a lead decides by.</summary>
/// <param name="Labels">What it counts as; null while it has no labels.</param>
/// <param name="Said">What people and files said, oldest first.</param>
/// <param name="Model">What a model says; null where none may speak or has anything to say.</param>
/// <param name="IsAudit">Reserved for audit: no model speaks for it, and it is no example.</param>
public sealed record ReviewItem(
    long Id, string? ExternalId, string Text, IReadOnlyList<ReviewReason> Reasons, IReadOnlyList<ReviewLabel>? Labels,
    IReadOnlyList<ReviewSaid> Said, ReviewModel? Model, IReadOnlyList<ReviewTwin> Twins, bool IsAudit);

/// <summary>What one person, or a file, decided.</summary>
/// <param name="Person">Null for what came with a file.</param>
public sealed record ReviewSaid(string? Person, AnnotationAction Action, IReadOnlyList<ReviewLabel> Labels, string? Comment);

/// <summary>What a model says of an item.</summary>
/// <param name="Share">How likely it holds the labels, from 0 to 1.</param>
/// <param name="HadNotSeen">Whether it learned without this item's labels.</param>
public sealed record ReviewModel(IReadOnlyList<ReviewLabel> Labels, double Share, bool HadNotSeen);

/// <summary>An item that all but equals another and has other labels.</summary>
public sealed record ReviewTwin(long Id, string Excerpt, IReadOnlyList<ReviewLabel> Labels);

/// <summary>A row of the queue.</summary>
/// <param name="Value">How likely a look changes something, from 0 to 1.</param>
public sealed record ReviewRow(long ItemId, string Text, IReadOnlyList<ReviewReason> Reasons, double Value, IReadOnlyList<string>? Labels, IReadOnlyList<ReviewVote> Votes, IReadOnlyList<string>? Likely);

/// <summary>Who gave which labels; the annotator is null for what came with a file.</summary>
public sealed record ReviewVote(string? Annotator, IReadOnlyList<string> Labels);

/// <summary>One page of the queue.</summary>
public sealed record ReviewPageOfRows(int Total, AgreementCount Agreement, IReadOnlyList<ReviewRow> Items);

/// <summary>A lead's answer.</summary>
/// <param name="Labels">Names of the labels; left out keeps those it has.</param>
public sealed record Settlement(IReadOnlyList<string>? Labels = null, string? Comment = null);

/// <summary>An answer that was written.</summary>
/// <param name="Key">Takes it back.</param>
public sealed record Settled(Guid Key, long ItemId, IReadOnlyList<string> Labels);
