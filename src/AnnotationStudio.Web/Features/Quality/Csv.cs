using System.Globalization;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Rows as RFC 4180 writes them.</summary>
internal static class Csv
{
    public static string Text(IEnumerable<IReadOnlyList<object?>> rows) => string.Join('\n', rows.Select(row => string.Join(',', row.Select(Cell))));

    private static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            double number => number.ToString("0.######", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        // A name that a spreadsheet would take for a formula stays a name.
        if (value is string && text.Length > 0 && text[0] is '=' or '+' or '-' or '@')
            text = $"'{text}";
        return text.AsSpan().ContainsAny('"', ',', '\n') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
