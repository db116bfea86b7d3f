using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>What a change of the labels can alter about one of them.</summary>
internal sealed record LabelShape(string Name, List<string> Aliases, List<string> Patterns, List<string> Parents, string Description, DateTimeOffset? RetiredAt)
{
    public static LabelShape Of(Label label) => new(label.Name, [.. label.Aliases], [.. label.Patterns], [.. label.Parents], label.Description, label.RetiredAt);

    public bool Says(LabelShape other) => Name == other.Name && Description == other.Description && RetiredAt == other.RetiredAt
        && Aliases.SequenceEqual(other.Aliases) && Patterns.SequenceEqual(other.Patterns) && Parents.SequenceEqual(other.Parents);
}

/// <summary>One label before and after a change.</summary>
internal sealed record LabelEdit(int LabelId, LabelShape Before, LabelShape After);

/// <summary>The labels that a change touched: worked out by comparing, kept as JSON, taken back without touching what came later.</summary>
internal static class LabelEdits
{
    public static Dictionary<Label, LabelShape> Note(IEnumerable<Label> labels) => labels.ToDictionary(label => label, LabelShape.Of);

    /// <summary>What is different from what was noted; a label that was not there before is undone by retiring it.</summary>
    public static List<LabelEdit> Since(Dictionary<Label, LabelShape> noted, IEnumerable<Label> labels, DateTimeOffset now) =>
    [
        .. labels
            .Select(label => new LabelEdit(label.Id, noted.GetValueOrDefault(label) ?? LabelShape.Of(label) with { RetiredAt = now }, LabelShape.Of(label)))
            .Where(edit => !edit.Before.Says(edit.After)),
    ];

    public static string Write(List<LabelEdit> edits) => JsonSerializer.Serialize(edits, Api.Json);

    public static List<LabelEdit> Read(string json) => JsonSerializer.Deserialize<List<LabelEdit>>(json, Api.Json)!;

    /// <summary>Makes the label what it was; what somebody changed since stays.</summary>
    public static void TakeBack(Label label, LabelEdit edit)
    {
        var (before, after) = (edit.Before, edit.After);
        label.Name = label.Name == after.Name ? before.Name : label.Name;
        label.Description = label.Description == after.Description ? before.Description : label.Description;
        label.RetiredAt = label.RetiredAt == after.RetiredAt ? before.RetiredAt : label.RetiredAt;
        label.Aliases = TakeBack(label.Aliases, before.Aliases, after.Aliases);
        label.Patterns = TakeBack(label.Patterns, before.Patterns, after.Patterns);
        label.Parents = TakeBack(label.Parents, before.Parents, after.Parents);
    }

    private static List<string> TakeBack(List<string> now, List<string> before, List<string> after) =>
        now.SequenceEqual(after) ? before : [.. now.Except(after.Except(before)).Union(before.Except(after))];
}
