namespace AnnotationStudio.Web.Features.Importing;

/// <summary>How a file is to be read.</summary>
public sealed record ImportRequest
{
    /// <summary><c>jsonl</c>, <c>csv</c>, <c>tsv</c> or <c>txt</c>; null goes by the file's name.</summary>
    public string? Format { get; init; }

    public string? FileName { get; init; }

    /// <summary>The field or column with the text; null is <c>text</c>.</summary>
    public string? TextColumn { get; init; }

    /// <summary>The one with the label or labels; null is <c>label</c> or <c>labels</c>, should there be one; empty is none.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The one with the item's id; null is <c>id</c>, should there be one; empty is none.</summary>
    public string? IdColumn { get; init; }

    /// <summary>Those that are dropped; what is neither named nor dropped is kept as <c>meta</c>.</summary>
    public IReadOnlyList<string> LeaveOut { get; init; } = [];

    /// <summary>Takes the rows that can be read though others cannot; otherwise one bad row refuses the file.</summary>
    public bool KeepGoodRows { get; init; }
}
