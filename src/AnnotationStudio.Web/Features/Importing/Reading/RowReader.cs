namespace AnnotationStudio.Web.Features.Importing;

/// <summary>The rows of a file, whatever its format, as they stream in.</summary>
internal static class RowReader
{
    public static IAsyncEnumerable<RawRow> ReadAsync(LineReader lines, ImportFormat format, RowColumns columns, int longestRow, CancellationToken ct) => format switch
    {
        ImportFormat.Csv => DelimitedText.ReadAsync(lines, columns, ',', longestRow, ct),
        ImportFormat.Tsv => DelimitedText.ReadAsync(lines, columns, '\t', longestRow, ct),
        ImportFormat.Txt => PlainText.ReadAsync(lines, longestRow, ct),
        _ => JsonLines.ReadAsync(lines, columns, longestRow, ct),
    };
}
