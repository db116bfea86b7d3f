using System.Security.Cryptography;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Does for a row all that needs no database, so that the one writer has less to do: checks, label ids, the hash.</summary>
internal sealed class RowPreparer(LabelIndex labels, ImportedLabels use, int longestText)
{
    private const int LongestId = 400;
    private const int RanksAtOnce = 512;
    private readonly byte[] _chance = new byte[RanksAtOnce * sizeof(long)];
    private int _ranksLeft;

    public ImportRow Prepare(RawRow raw)
    {
        if ((raw.Problem ?? Check(raw)) is { } problem)
            return new ImportRow(raw.Number) { Problem = problem };
        string? ids = null;
        if (raw.Labels is not null && use != ImportedLabels.Ignore)
        {
            var (found, unknown) = labels.Resolve(raw.Number, raw.Labels);
            if (unknown is not null)
                return new ImportRow(raw.Number) { Problem = unknown };
            // In a single-label project an empty list can only mean that nobody has decided yet.
            ids = found!.Length == 0 && labels.Task == ProjectTask.Single ? null : $"[{string.Join(',', found)}]";
        }

        return new ImportRow(raw.Number) { Text = raw.Text, Hash = TextHash.Of(raw.Text), AuditRank = DrawRank(), ExternalId = ExternalId(raw), Meta = raw.Meta, Labels = ids };
    }

    // 53 bits, which every reader of JSON keeps whole. Drawn many at a time: a call for each row is felt.
    private long DrawRank()
    {
        if (_ranksLeft == 0)
        {
            RandomNumberGenerator.Fill(_chance);
            _ranksLeft = RanksAtOnce;
        }

        return BitConverter.ToInt64(_chance, --_ranksLeft * sizeof(long)) & ((1L << 53) - 1);
    }

    private static string? ExternalId(RawRow raw) => raw.ExternalId?.Trim() is { Length: > 0 } id ? id : null;

    private RejectedRow? Check(RawRow raw) =>
        string.IsNullOrWhiteSpace(raw.Text) ? new RejectedRow(raw.Number, "Text is empty", "Fill it in, or delete the row", "(empty)")
        : raw.Text.Length > longestText ? new RejectedRow(raw.Number, $"The text has {raw.Text.Length:N0} characters; {longestText:N0} is the most", "Split it into several rows", RejectedRow.Excerpt(raw.Text))
        : raw.Text.Contains('\0', StringComparison.Ordinal) || raw.ExternalId?.Contains('\0', StringComparison.Ordinal) == true
            ? new RejectedRow(raw.Number, "A NUL character in the text or the id", "Delete it", RejectedRow.Excerpt(raw.Text.Replace("\0", "\\0", StringComparison.Ordinal)))
        : raw.ExternalId?.Trim().Length > LongestId ? new RejectedRow(raw.Number, $"The id has more than {LongestId} characters", "Shorten it", RejectedRow.Excerpt(raw.ExternalId))
        : null;
}
