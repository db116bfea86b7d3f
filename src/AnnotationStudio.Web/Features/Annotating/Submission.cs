using System.Text.Json.Serialization;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>One person's decision as it is sent.</summary>
/// <param name="ItemId">Of the project.</param>
/// <param name="AssignmentId">By which the item was given, where it was.</param>
/// <param name="Action">submit, skip or flag.</param>
/// <param name="Labels">Names; exactly one in a single-label project, none where it is skipped or flagged.</param>
/// <param name="Comment">For whoever looks at it later.</param>
/// <param name="ElapsedMs">From the text's appearing to the decision.</param>
/// <param name="ModelVersion">Whose suggestion the person saw.</param>
/// <param name="Suggested">Names of the labels that it suggested; without them nobody can tell whether the suggestion was followed.</param>
public sealed record Submission(
    long ItemId, long? AssignmentId, string? Action, IReadOnlyList<string>? Labels, string? Comment, int ElapsedMs, int? ModelVersion, IReadOnlyList<string>? Suggested = null);

/// <summary>What became of a decision.</summary>
/// <param name="Sequence">Its place in the project's log.</param>
/// <param name="Key">As it was sent.</param>
/// <param name="ItemId">As it was sent.</param>
/// <param name="IsNew">False when this very decision was here already.</param>
/// <param name="Late">It came after its lease had ended.</param>
/// <param name="ExtraVote">Somebody else had the place meanwhile; the decision is kept beside theirs.</param>
/// <param name="Feedback">What was right, after an answer of the onboarding; left out after any other.</param>
public sealed record SubmitReceipt(
    long Sequence, Guid Key, long ItemId, [property: JsonIgnore] bool IsNew, bool Late, bool ExtraVote,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Feedback? Feedback = null);

/// <summary>What a person learns from an answer of the onboarding.</summary>
/// <param name="IsRight">They said what is right.</param>
/// <param name="Labels">The right ones, by name.</param>
/// <param name="Explanation">Why, as the lead wrote it; empty where they wrote nothing.</param>
/// <param name="Answered">Items of this attempt that they have answered.</param>
/// <param name="Items">Items of the onboarding.</param>
/// <param name="Ending">How the attempt ended; null while it goes on.</param>
public sealed record Feedback(bool IsRight, IReadOnlyList<string> Labels, string Explanation, int Answered, int Items, OnboardingEnding? Ending);

/// <summary>How an attempt at the onboarding ended.</summary>
/// <param name="Right">Right answers.</param>
/// <param name="Needed">How many open real work.</param>
/// <param name="IsPassed">Real work begins.</param>
/// <param name="AttemptsLeft">Attempts that remain; none means that a lead must say how it goes on.</param>
public sealed record OnboardingEnding(int Right, int Needed, bool IsPassed, int AttemptsLeft);
