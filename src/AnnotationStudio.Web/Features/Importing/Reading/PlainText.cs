using System.Runtime.CompilerServices;
using System.Text;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>One text a line.</summary>
internal static class PlainText
{
    public static async IAsyncEnumerable<RawRow> ReadAsync(LineReader lines, int longestRow, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await lines.ReadAsync(ct))
            if (Parse(lines, longestRow) is { } row)
                yield return row;
    }

    private static RawRow? Parse(LineReader lines, int longestRow)
    {
        var line = lines.Line.Span;
        if (RowBytes.Check(lines.Number, line, lines.IsTooLong, longestRow) is { } problem)
            return problem;
        var text = Encoding.UTF8.GetString(line.TrimEnd((byte)'\r'));
        return string.IsNullOrWhiteSpace(text) ? null : new RawRow(lines.Number) { Text = text };
    }
}
