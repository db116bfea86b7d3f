namespace AnnotationStudio.Web.Features.Projects;

/// <summary>A label while somebody edits it: lists stand one entry a line.</summary>
public sealed class LabelDraft
{
    /// <summary>Of the label that is there already; null for a new one.</summary>
    public int? Id { get; init; }

    public string Name { get; set; } = "";

    public string Aliases { get; set; } = "";

    public string Parents { get; set; } = "";

    public string Description { get; set; } = "";

    public string Color { get; set; } = "";

    public string Hotkey { get; set; } = "";

    /// <summary>Its details are shown.</summary>
    public bool IsOpen { get; set; }

    /// <summary>What stands in the details, in a few words.</summary>
    public string Summary => string.Join(" · ", new[]
    {
        Lines(Aliases) is { Count: > 0 } aliases ? $"also {string.Join(", ", aliases)}" : "",
        Lines(Parents) is { Count: > 0 } parents ? $"brings {string.Join(", ", parents)}" : "",
        Description,
    }.Where(part => part.Length > 0));

    public static LabelDraft Of(LabelView label) => new()
    {
        Id = label.Id,
        Name = label.Name,
        Aliases = string.Join('\n', label.Aliases),
        Parents = string.Join('\n', label.Parents),
        Description = label.Description,
        Color = label.Color,
        Hotkey = label.Hotkey,
    };

    public LabelInput ToInput() => new(Name, Lines(Aliases), Lines(Parents), Description, Color, Hotkey, Id);

    /// <summary>Takes over what a pasted or uploaded label says beyond its name.</summary>
    public void Merge(LabelInput label)
    {
        Aliases = label.Aliases is { Count: > 0 } aliases ? string.Join('\n', aliases) : Aliases;
        Parents = label.Parents is { Count: > 0 } parents ? string.Join('\n', parents) : Parents;
        Description = string.IsNullOrEmpty(label.Description) ? Description : label.Description;
        Color = string.IsNullOrEmpty(label.Color) ? Color : label.Color;
        Hotkey = string.IsNullOrEmpty(label.Hotkey) ? Hotkey : label.Hotkey;
    }

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
