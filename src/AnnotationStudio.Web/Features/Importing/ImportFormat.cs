using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>How a file says its rows.</summary>
public enum ImportFormat
{
    /// <summary>One JSON object a line.</summary>
    Jsonl,

    /// <summary>A header row, then values with commas between.</summary>
    Csv,

    /// <summary>A header row, then values with tabs between.</summary>
    Tsv,

    /// <summary>One text a line.</summary>
    Txt,
}

internal static class ImportFormats
{
    /// <summary>The format that was named, or else the one that the file's name ends in, or else JSONL.</summary>
    public static Outcome<ImportFormat> Of(string? named, string? fileName) => Known(named) is { } format
        ? format
        : string.IsNullOrWhiteSpace(named)
            ? Known(Path.GetExtension(fileName)) ?? ImportFormat.Jsonl
            : Problem.Invalid("format", $"\"{named}\" is no format this studio reads. Choose jsonl, csv, tsv or txt.");

    extension(ImportFormat format)
    {
        /// <summary>As people write it.</summary>
        public string Word => format switch
        {
            ImportFormat.Csv => "csv",
            ImportFormat.Tsv => "tsv",
            ImportFormat.Txt => "txt",
            _ => "jsonl",
        };
    }

    private static ImportFormat? Known(string? word) => word?.Trim().TrimStart('.').ToUpperInvariant() switch
    {
        "JSONL" or "NDJSON" => ImportFormat.Jsonl,
        "CSV" => ImportFormat.Csv,
        "TSV" or "TAB" => ImportFormat.Tsv,
        "TXT" or "TEXT" => ImportFormat.Txt,
        _ => null,
    };
}
