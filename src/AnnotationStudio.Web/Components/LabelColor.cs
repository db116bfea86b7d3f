namespace AnnotationStudio.Web.Components;

/// <summary>How a label's colour comes onto the page.</summary>
public static class LabelColor
{
    /// <summary>The palette has this many; after that the colours begin again, and the name tells labels apart.</summary>
    public const int Count = 12;

    /// <summary>The class that carries the palette's dot, ink and tint for the label at this position, from 0.</summary>
    public static string PaletteClass(int position) => $"c{position % Count + 1}";

    /// <summary>A style that puts the label's own colour in place of the palette's; null unless it is exactly <c>#rrggbb</c>.</summary>
    public static string? Style(string? color) => color is ['#', _, _, _, _, _, _] && color.Skip(1).All(char.IsAsciiHexDigit)
        ? $"--c:{color};--ci:color-mix(in srgb, {color} 62%, var(--text));--ct:color-mix(in srgb, {color} 14%, var(--surface))"
        : null;
}
