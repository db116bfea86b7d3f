using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>An item in the caller's hands, text and all.</summary>
internal sealed record Lease(long AssignmentId, AssignmentKind Kind, string Reason, DateTimeOffset Ends, LeasedItem Item);

/// <summary>What a person is shown of an item.</summary>
internal sealed record LeasedItem(long Id, string? ExternalId, string Text, string? Meta);

/// <summary>An item that could be given out next.</summary>
internal sealed record Candidate(LeasedItem Item, string? Reason, bool IsAudit, long? OwnAssignmentId = null)
{
    /// <summary>People asked about it beyond the overlap.</summary>
    public int Extra { get; init; }

    /// <summary>It is labelled, and one more opinion is worth more than a new item.</summary>
    public bool IsAgain { get; init; }
}

/// <summary>What a project says about giving out items.</summary>
internal sealed record ClaimTerms(ProjectState State, int Overlap, double AuditShare, int AuditTarget, int LeaseMinutes, int ClaimCount, int Remaining)
{
    /// <summary>Share of what people get that is hidden gold.</summary>
    public double GoldShare { get; init; }

    /// <summary>Whether the project has an onboarding that this person may not have passed.</summary>
    public bool MayNeedOnboarding { get; init; }

    /// <summary>Whether labelled items are given out for another opinion.</summary>
    public bool LabelAgain { get; init; }

    /// <summary>Why this person gets nothing; null when they do.</summary>
    public PauseReason? Pause { get; init; }
}
