namespace AnnotationStudio.Web.Features.Projects;

/// <summary>The colours a label can be given by hand; told apart by most people, each well visible on both grounds.</summary>
internal static class LabelPalette
{
    public static IReadOnlyList<(string Name, string Color)> Colors { get; } =
    [
        ("blue", "#5b7ae4"), ("orange", "#91430d"), ("teal", "#0e7464"), ("magenta", "#750e5b"), ("olive", "#988f2f"), ("violet", "#5943ac"),
        ("brown", "#744942"), ("sky", "#2f9ab6"), ("red", "#7e0f0d"), ("green", "#3e9463"), ("gold", "#976a10"), ("slate", "#6b7688"),
    ];
}
