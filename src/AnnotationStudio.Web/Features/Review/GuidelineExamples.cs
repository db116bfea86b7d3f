using System.Text;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>Puts examples into guidelines, which are Markdown that people wrote.</summary>
internal static class GuidelineExamples
{
    private const int LongestQuote = 500;

    /// <summary>The guidelines with the text quoted at the end of the label's part; where no heading names the label, a new part at the end.</summary>
    public static string Add(string guidelines, string label, string text)
    {
        var quote = $"> {Quote(text)}";
        var lines = guidelines.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').ToList();
        var heading = lines.FindIndex(line => line.StartsWith('#') && line.TrimStart('#').Trim().TrimEnd('#').Trim().Equals(label, StringComparison.OrdinalIgnoreCase));
        if (heading < 0)
            return $"{(guidelines.Trim().Length == 0 ? "" : string.Join('\n', lines) + "\n\n")}## {label}\n\n{quote}\n";
        var end = lines.FindIndex(heading + 1, line => line.StartsWith('#'));
        var last = end < 0 ? lines.Count : end;
        while (last > heading + 1 && string.IsNullOrWhiteSpace(lines[last - 1]))
            last--;
        lines.InsertRange(last, end < 0 ? ["", quote] : ["", quote, ""]);
        if (end >= 0 && last + 3 < lines.Count && string.IsNullOrWhiteSpace(lines[last + 3]))
            lines.RemoveAt(last + 3);
        return string.Join('\n', lines) + "\n";
    }

    // One paragraph in which nothing of the text is Markdown.
    private static string Quote(string text)
    {
        var flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (flat.Length > LongestQuote)
            flat = $"{flat[..(char.IsHighSurrogate(flat[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote)]}…";
        var quoted = new StringBuilder(flat.Length + 16);
        foreach (var sign in flat)
            (sign is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '#' or '|' or '~' or '=' or '+' or '^' or '&' or '!' ? quoted.Append('\\') : quoted).Append(sign);
        return quoted.ToString();
    }
}
