namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Each item's contribution to <see cref="LabelCounts"/>, laid out so that a resample is one pass of additions.</summary>
internal sealed class OutcomeTable
{
    private readonly int[] _firstCell;
    private readonly int[] _cells;
    private readonly bool[] _exact;
    private readonly int _labels;

    public OutcomeTable(JudgedItems items)
    {
        _labels = items.Labels.Count;
        _firstCell = new int[items.Count + 1];
        _exact = new bool[items.Count];
        var cells = new List<int>(items.Count * 2);
        for (var item = 0; item < items.Count; item++)
        {
            var (truth, predicted) = (items.Truth[item], items.Predicted[item]);
            foreach (var label in predicted)
                cells.Add(label * LabelCounts.Kinds + (Array.IndexOf(truth, label) >= 0 ? LabelCounts.Right : LabelCounts.Wrong));
            foreach (var label in truth)
                if (Array.IndexOf(predicted, label) < 0)
                    cells.Add(label * LabelCounts.Kinds + LabelCounts.Missed);
            _firstCell[item + 1] = cells.Count;
            _exact[item] = truth.Length == predicted.Length && truth.All(label => Array.IndexOf(predicted, label) >= 0);
        }

        _cells = [.. cells];
    }

    /// <summary>How many items there are.</summary>
    public int Items => _exact.Length;

    /// <summary>Room for one resample's counts.</summary>
    public LabelCounts NewCounts() => new(_labels);

    /// <summary>Every item once.</summary>
    public LabelCounts CountAll()
    {
        var counts = NewCounts();
        Count([.. Enumerable.Range(0, Items)], counts);
        return counts;
    }

    /// <summary>Items that are exactly right here and not in the other table.</summary>
    public int ExactOnlyHere(OutcomeTable other) => _exact.Where((exact, item) => exact && !other._exact[item]).Count();

    /// <summary>Counts the drawn items anew, as often as each was drawn.</summary>
    public void Count(ReadOnlySpan<int> drawn, LabelCounts into)
    {
        var counts = into.Cells;
        counts.Clear();
        var exact = 0;
        foreach (var item in drawn)
        {
            if (_exact[item])
                exact++;
            for (var at = _firstCell[item]; at < _firstCell[item + 1]; at++)
                counts[_cells[at]]++;
        }

        into.Items = drawn.Length;
        into.ExactItems = exact;
    }
}
