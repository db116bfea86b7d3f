using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>A change of the labels while somebody writes it.</summary>
public sealed class LabelChangeDraft
{
    public LabelChangeKind Kind { get; set; } = LabelChangeKind.Merge;

    public string Label { get; set; } = "";

    /// <summary>The new name, or the other label, by the kind.</summary>
    public string Other { get; set; } = "";

    public List<SplitDraft> Targets { get; } = [new(), new()];

    /// <summary>Index of the target that takes what no pattern tells apart, or -1.</summary>
    public int Rest { get; set; } = -1;

    public bool Relabel { get; set; }

    public bool KeepName { get; set; } = true;

    /// <summary>What the button that does it says.</summary>
    public string Verb => Kind switch
    {
        LabelChangeKind.Rename => "Rename",
        LabelChangeKind.Merge => "Merge",
        LabelChangeKind.Split => "Split",
        LabelChangeKind.Retire => "Retire",
        _ => "Add the parent",
    };

    /// <summary>As an address asks for it.</summary>
    public static LabelChangeDraft Of(string? kind, string? label, string? other) => new()
    {
        Kind = Enum.TryParse<LabelChangeKind>(kind, ignoreCase: true, out var asked) && Enum.IsDefined(asked) && asked != LabelChangeKind.Edit ? asked : LabelChangeKind.Merge,
        Label = label ?? "",
        Other = other ?? "",
    };

    public LabelChangeInput ToInput() => new(
        Kind,
        Label,
        To: Kind == LabelChangeKind.Rename ? Other : null,
        Into: Kind == LabelChangeKind.Merge ? Other : null,
        Parent: Kind == LabelChangeKind.Parent ? Other : null,
        Targets: Kind != LabelChangeKind.Split ? null : [.. Targets.Select(target => new SplitInput(target.Name, target.Patterns.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))],
        Rest: Kind == LabelChangeKind.Split && Rest >= 0 && Rest < Targets.Count ? Targets[Rest].Name : null,
        Relabel,
        KeepName);
}

/// <summary>One label of a split while somebody writes it: patterns stand one a line.</summary>
public sealed class SplitDraft
{
    public string Name { get; set; } = "";

    public string Patterns { get; set; } = "";
}
