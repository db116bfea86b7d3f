using System.Runtime.CompilerServices;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Comma- or tab-separated values with a header row, quoted as RFC 4180 says. Rows with nothing on them are passed over.</summary>
internal static class DelimitedText
{
    public static async IAsyncEnumerable<RawRow> ReadAsync(
        LineReader lines, RowColumns columns, char delimiter, int longestRow, [EnumeratorCancellation] CancellationToken ct)
    {
        var records = new RecordReader(lines, (byte)delimiter, longestRow);
        if (!await records.ReadAsync(ct))
            yield break;
        var header = DelimitedHeader.Read(records, columns);
        if (header.Problem is not null)
        {
            yield return header.Problem;
            yield break;
        }

        while (await records.ReadAsync(ct))
            if (records.Problem is { } problem)
                yield return problem;
            else if (!records.IsBlank)
                yield return header.Row(records);
    }
}
