namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>One person's decision as it is sent.</summary>
/// <param name="ItemId">Of the project.</param>
/// <param name="AssignmentId">By which the item was given, where it was.</param>
/// <param name="Action">submit, skip or flag.</param>
/// <param name="Labels">Names; exactly one in a single-label project, none where it is skipped or flagged.</param>
/// <param name="Comment">For whoever looks at it later.</param>
/// <param name="ElapsedMs">From the text's appearing to the decision.</param>
/// <param name="ModelVersion">Whose suggestion the person saw.</param>
public sealed record Submission(long ItemId, long? AssignmentId, string? Action, IReadOnlyList<string>? Labels, string? Comment, int ElapsedMs, int? ModelVersion);

/// <summary>What became of a decision.</summary>
/// <param name="Sequence">Its place in the project's log.</param>
/// <param name="Key">As it was sent.</param>
/// <param name="ItemId">As it was sent.</param>
/// <param name="IsNew">False when this very decision was here already.</param>
/// <param name="Late">It came after its lease had ended.</param>
/// <param name="ExtraVote">Somebody else had the place meanwhile; the decision is kept beside theirs.</param>
public sealed record SubmitReceipt(long Sequence, Guid Key, long ItemId, [property: System.Text.Json.Serialization.JsonIgnore] bool IsNew, bool Late, bool ExtraVote);
