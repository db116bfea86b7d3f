namespace AnnotationStudio.Web.Components;

/// <summary>How a label's colour comes onto the page.</summary>
public static class LabelColor
{
    /// <summary>The palette has this many; after that the colours begin again, and the name tells labels apart.</summary>
    public const int Count = 12;

    /// <summary>The colours by name, told apart by most people. On a dark ground each has a lighter twin.</summary>
    public static IReadOnlyList<(string Name, string Color)> Palette { get; } =
    [
        ("blue", "#5b7ae4"), ("orange", "#91430d"), ("teal", "#0e7464"), ("magenta", "#750e5b"), ("olive", "#988f2f"), ("violet", "#5943ac"),
        ("brown", "#744942"), ("sky", "#2f9ab6"), ("red", "#7e0f0d"), ("green", "#3e9463"), ("gold", "#976a10"), ("slate", "#6b7688"),
    ];

    /// <summary>The class that carries the palette's dot, ink and tint for the label at this position, from 0.</summary>
    public static string PaletteClass(int position) => $"c{position % Count + 1}";

    /// <summary>A style that puts the label's own colour in place of the one by position; null unless it is exactly <c>#rrggbb</c>.</summary>
    public static string? Style(string? color)
    {
        if (color is not ['#', _, _, _, _, _, _] || !color.Skip(1).All(char.IsAsciiHexDigit))
            return null;
        for (var at = 0; at < Palette.Count; at++)
            if (Palette[at].Color.Equals(color, StringComparison.OrdinalIgnoreCase))
                return $"--c:var(--l{at + 1});--ci:var(--l{at + 1}-ink);--ct:var(--l{at + 1}-tint)";
        // Mixed with so much of the text's colour, any ink can be read on its tint, on both grounds.
        return $"--c:{color};--ci:color-mix(in srgb, {color} 40%, var(--text));--ct:color-mix(in srgb, {color} 14%, var(--surface))";
    }
}
