namespace AnnotationStudio.Web.Components;

/// <summary>The line drawings of the interface, on a square of 16.</summary>
internal static class GlyphPaths
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["moon"] = "M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6z",
        ["sun"] = "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
        ["down"] = "M4 6l4 4 4-4",
        ["left"] = "M10 4 6 8l4 4",
        ["right"] = "M6 4l4 4-4 4",
        ["home"] = "M2.5 7.5 8 3l5.5 4.5V13.5h-4v-4h-3v4h-4z",
        ["label"] = "M2.5 2.5h5l6 6-5 5-6-6zM5.4 5.4h.01",
        ["list"] = "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
        ["eye"] = "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z",
        ["quality"] = "M2.5 13.5V9M6.2 13.5V5M9.8 13.5V7.5M13.5 13.5v-11",
        ["models"] = "M5 2v12M11 2v12M5 4.5h6M5 8h6M5 11.5h6",
        ["map"] = "M3.5 4.5h.01M6 3h.01M4.5 7h.01M11 4h.01M13 6.5h.01M10.5 7.5h.01M7.5 11h.01M10 13h.01M5 13h.01M13 11.5h.01",
        ["pulse"] = "M1.5 8.5h3l2-5 3 9 2-4h3",
        ["data"] = "M3 4c0-1 2.2-1.8 5-1.8S13 3 13 4v8c0 1-2.2 1.8-5 1.8S3 13 3 12zM3 4c0 1 2.2 1.8 5 1.8S13 5 13 4M3 8c0 1 2.2 1.8 5 1.8S13 9 13 8",
        ["rules"] = "M2.5 4h11M2.5 8h5M2.5 12h4M9.5 10.5l2 2 3-4",
        ["import"] = "M8 10V2.5M5 5.2l3-2.7 3 2.7M2.5 10v3.5h11V10",
        ["export"] = "M8 2.5V10M5 7.3 8 10l3-2.7M2.5 10v3.5h11V10",
        ["settings"] = "M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 6a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM6 13a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
        ["people"] = "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.7a2.5 2.5 0 0 1 0 4.6M12 9.8c1.5.5 2.5 1.8 2.5 3.7",
        ["person"] = "M8 7.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4zM2.8 13.8c0-2.8 2.3-4.3 5.2-4.3s5.2 1.5 5.2 4.3",
        ["key"] = "M5.5 13.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM7.7 8.3l5.8-5.8M11 5l2 2",
        ["leave"] = "M9.5 2.5h-7v11h7M6.5 8h8M12 5.5 14.5 8 12 10.5",
        ["projects"] = "M2.5 2.5h4.5v4.5h-4.5zM9 2.5h4.5v4.5h-4.5zM2.5 9h4.5v4.5h-4.5zM9 9h4.5v4.5h-4.5z",
        ["book"] = "M8 4c-1.4-1-3.4-1.3-5.5-1.2v9.6C4.6 12.3 6.6 12.6 8 13.6c1.4-1 3.4-1.3 5.5-1.2V2.8C11.4 2.7 9.4 3 8 4zM8 4v9.6",
        ["more"] = "M3.5 8h.01M8 8h.01M12.5 8h.01",
        ["check"] = "M3 8.5 6.5 12 13 4.5",
        ["close"] = "M4 4l8 8M12 4l-8 8",
        ["plus"] = "M8 3v10M3 8h10",
        ["search"] = "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM10.6 10.6 14 14",
        ["sync"] = "M13.5 8a5.5 5.5 0 0 1-9.8 3.4M2.5 8a5.5 5.5 0 0 1 9.8-3.4M12.5 2v2.8H9.7M3.5 14v-2.8h2.8",
        ["off"] = "M2 2l12 12M5.2 5.2A3.6 3.6 0 0 0 4.6 12.5h7M7 4.3a3.6 3.6 0 0 1 4.3 3 2.7 2.7 0 0 1 2 4.3",
        ["file"] = "M4 1.8h5l3 3v9.4H4zM9 1.8v3h3",
        ["warn"] = "M8 2.2 14.5 13.5h-13zM8 6.5v3.2M8 11.6h.01",
        ["skip"] = "M3.5 3.5 9 8l-5.5 4.5zM12 3.5v9",
        ["flag"] = "M3.5 14V2.5h8l-1.5 3 1.5 3h-8",
        ["note"] = "M2.5 3h11v8h-6l-3 2.5V11h-2z",
        ["undo"] = "M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8h-2",
        ["lock"] = "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
        ["model"] = "M8 1.8 14.2 8 8 14.2 1.8 8zM8 5.5v5M5.5 8h5",
    };

    /// <exception cref="ArgumentException">No such drawing.</exception>
    public static string Of(string name) =>
        Paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"There is no glyph \"{name}\".", nameof(name));
}
