using System.Text.Json;
using System.Text.Json.Serialization;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>An item as it is handed to a person.</summary>
/// <param name="IsOnboarding">The answer to it brings <see cref="Feedback"/>; left out where it does not.</param>
public sealed record GivenItem(
    long AssignmentId, GivenText Item, Suggestion? Suggestion, string Reason, DateTimeOffset LeaseExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsOnboarding = false);

/// <summary>The text, and what else the file said about it.</summary>
public sealed record GivenText(long Id, string? ExternalId, string Text, JsonElement? Meta);

/// <summary>What the model thinks: most probable first.</summary>
public sealed record Suggestion(IReadOnlyList<SuggestedLabel> Labels, int ModelVersion, IReadOnlyList<SpeakingToken> Tokens);

/// <param name="Label">Its name.</param>
/// <param name="Probability">From 0 to 1.</param>
/// <param name="Suggested">The model would choose it.</param>
public sealed record SuggestedLabel(string Label, double Probability, bool Suggested);

/// <summary>A stretch of the text that spoke for the first label (above 0) or against it, in UTF-16 units.</summary>
public readonly record struct SpeakingToken(int Start, int End, float Weight);
