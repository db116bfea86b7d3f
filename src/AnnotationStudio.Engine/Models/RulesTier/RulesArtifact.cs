using System.Text.Json;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>A rules model on disk: its label set as JSON.</summary>
internal static class RulesArtifact
{
    private const string Format = "annotation-studio-rules-1";

    public static void Write(LabelSet labels, Stream artifact) =>
        JsonSerializer.Serialize(artifact, new Content(Format, labels.Task, labels.Labels));

    public static LabelSet Read(Stream artifact)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(artifact);
            if (content is not { Format: Format, Labels.Count: > 0 } || content.Labels.Any(label => label is not { Name: not null, Aliases: not null, Parents: not null }))
                throw new InvalidDataException("This artifact is not one of the rules tier.");
            return new(content.Task, content.Labels);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("The rules artifact is damaged.", broken);
        }
    }

    private sealed record Content(string Format, LabelTask Task, IReadOnlyList<LabelDefinition> Labels);
}
