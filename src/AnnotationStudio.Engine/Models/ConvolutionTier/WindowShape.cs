namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>A convolution over a sequence of symbols: windows of several widths, so many filters each, and the maximum over all windows.</summary>
/// <remarks>
/// A window's value is a sum over its places of a product (symbol at the place) · (filter at the place). The products depend on the symbol alone, so they
/// are made once for each distinct symbol ("columns": for each width, for each place, the filters), and a window only adds them up.
/// </remarks>
internal sealed record WindowShape
{
    /// <summary>Filters must come in such multiples, so that whole vectors cover them.</summary>
    public const int FilterMultiple = 16;

    private readonly int[] _firstColumns;

    /// <param name="depth">Numbers that describe one symbol.</param>
    /// <param name="widths">Symbols in a window.</param>
    /// <param name="filters">Filters of each width; a multiple of 16.</param>
    public WindowShape(int depth, IReadOnlyList<int> widths, int filters)
    {
        (Depth, Widths, Filters) = (depth, [.. widths], filters);
        _firstColumns = new int[Widths.Length];
        for (var width = 1; width < Widths.Length; width++)
            _firstColumns[width] = _firstColumns[width - 1] + (Widths[width - 1] * filters);
    }

    public int Depth { get; }

    public int[] Widths { get; }

    public int Filters { get; }

    /// <summary>Products of one symbol: filters × the sum of the widths.</summary>
    public int Columns => Filters * Widths.Sum();

    /// <summary>Numbers that come out: filters × widths.</summary>
    public int Outputs => Filters * Widths.Length;

    /// <summary>The column of a width's first filter at a place of its window.</summary>
    public int Column(int width, int place) => _firstColumns[width] + (place * Filters);
}
