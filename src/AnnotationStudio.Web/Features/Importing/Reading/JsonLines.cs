using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>One JSON object a line. Lines with nothing on them are passed over.</summary>
internal static class JsonLines
{
    public static async IAsyncEnumerable<RawRow> ReadAsync(LineReader lines, RowColumns columns, int longestRow, [EnumeratorCancellation] CancellationToken ct)
    {
        var parser = new JsonRowParser(columns);
        while (await lines.ReadAsync(ct))
            if (Parse(parser, lines, longestRow) is { } row)
                yield return row;
    }

    private static RawRow? Parse(JsonRowParser parser, LineReader lines, int longestRow)
    {
        var line = lines.Line.Span;
        if (RowBytes.Check(lines.Number, line, lines.IsTooLong, longestRow) is { } problem)
            return problem;
        if (line.IndexOfAnyExcept(" \t\r"u8) < 0)
            return null;
        try
        {
            return parser.Parse(lines.Number, line);
        }
        catch (JsonException exception)
        {
            return RawRow.Rejected(lines.Number, $"Broken JSON at byte {exception.BytePositionInLine + 1}", "Write one whole JSON object on the line, and nothing else");
        }
        catch (InvalidOperationException)
        {
            // The only way left for a reader to fail on valid UTF-8: an escape that is half a character.
            return RawRow.Rejected(lines.Number, "Half a character (\\ud800 to \\udfff without its other half)", "Write the character out, or delete it");
        }
    }
}
