using System.Text;
using System.Text.Unicode;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What no format allows in a row.</summary>
internal static class RowBytes
{
    /// <summary>The row's problem when its bytes are no text, or null.</summary>
    public static RawRow? Check(long number, ReadOnlySpan<byte> bytes, bool isTooLong, int longestRow)
    {
        if (isTooLong)
            return TooLong(number, longestRow);
        if (!Utf8.IsValid(bytes))
            return RawRow.Rejected(number, $"Not UTF-8 at byte {FirstInvalid(bytes) + 1}", "Save the file as UTF-8", RejectedRow.Excerpt(Printable(bytes, FirstInvalid(bytes))));
        return bytes.Contains((byte)0)
            ? RawRow.Rejected(number, $"A NUL byte at byte {bytes.IndexOf((byte)0) + 1}", "Save the file as plain UTF-8 text")
            : null;
    }

    public static RawRow TooLong(long number, int longestRow) =>
        RawRow.Rejected(number, $"Longer than {longestRow / 1024.0 / 1024.0:0.#} MB", "Split it, or delete it; perhaps line breaks are missing");

    // Utf8.IsValid says whether, not where.
    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            at += consumed;
        return at;
    }

    // What stands just before the fault, which is fit to print, and the byte itself in hex.
    private static string Printable(ReadOnlySpan<byte> bytes, int invalid)
    {
        var before = Encoding.UTF8.GetString(bytes[..invalid]);
        return $"{(before.Length > 20 ? before[^20..] : before)}\\x{bytes[invalid]:x2}";
    }
}
