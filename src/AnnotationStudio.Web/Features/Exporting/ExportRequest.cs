namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>How a file says its rows.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>A header row, then values with commas between.</summary>
    Csv,
}

/// <summary>What the rows of an exported file are.</summary>
public enum ExportRows
{
    /// <summary>Items with the labels they count as having; can be imported again.</summary>
    Consensus,

    /// <summary>Every decision that anybody made, in order.</summary>
    Annotations,
}

/// <summary>What to export, and how.</summary>
/// <param name="Unlabelled">With the consensus: items without labels too.</param>
public sealed record ExportRequest(ExportFormat Format = ExportFormat.Jsonl, ExportRows Rows = ExportRows.Consensus, bool Unlabelled = false)
{
    /// <summary>The request that these words make; null words are the defaults.</summary>
    public static Hosting.Outcome<ExportRequest> Read(string? format, string? what, bool unlabelled)
    {
        if (!TryRead<ExportFormat>(format, out var known))
            return Hosting.Problem.Invalid("format", $"\"{format}\" is no format this studio writes. Choose jsonl or csv.");
        return TryRead<ExportRows>(what, out var rows)
            ? new ExportRequest(known, rows, unlabelled)
            : Hosting.Problem.Invalid("what", $"\"{what}\" cannot be exported. Choose consensus or annotations.");
    }

    private static bool TryRead<T>(string? word, out T value)
        where T : struct, Enum
    {
        value = default;
        return string.IsNullOrWhiteSpace(word) || Enum.TryParse(word, ignoreCase: true, out value) && Enum.IsDefined(value) && !char.IsAsciiDigit(word[0]);
    }
}
