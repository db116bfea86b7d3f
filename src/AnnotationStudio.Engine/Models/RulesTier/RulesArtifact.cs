using System.Text.Json;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>A rules model on disk: its label set as JSON.</summary>
internal static class RulesArtifact
{
    private const string Format = "annotation-studio-rules-2";

    // The first format had no patterns; a build of that time would not see that they are missing, so the name changed.
    private const string FormatWithoutPatterns = "annotation-studio-rules-1";

    public static void Write(LabelSet labels, Stream artifact) =>
        JsonSerializer.Serialize(artifact, new Content(Format, labels.Task, labels.Labels));

    public static LabelSet Read(Stream artifact)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(artifact);
            if (content is not { Format: Format or FormatWithoutPatterns, Labels.Count: > 0 } || !content.Labels.All(IsWhole))
                throw new InvalidDataException("This artifact is not one of the rules tier.");
            return new(content.Task, content.Labels);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("The rules artifact is damaged.", broken);
        }
    }

    private static bool IsWhole(LabelDefinition label) =>
        label is { Name: not null, Aliases: not null, Parents: not null, Patterns: not null } && !label.Aliases.Contains(null!) && !label.Patterns.Contains(null!);

    private sealed record Content(string Format, LabelTask Task, IReadOnlyList<LabelDefinition> Labels);
}
