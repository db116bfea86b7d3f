namespace AnnotationStudio.Engine.Evaluation;

/// <summary>How often each label was rightly suggested, wrongly suggested and missed; every figure follows from these counts.</summary>
/// <remarks>A denominator of 0 gives 0, as in scikit-learn's default.</remarks>
public sealed class LabelCounts
{
    /// <summary>Right suggestions, wrong suggestions and misses lie side by side for each label.</summary>
    internal const int Kinds = 3;

    internal const int Right = 0;
    internal const int Wrong = 1;
    internal const int Missed = 2;

    private readonly int[] _cells;

    internal LabelCounts(int labels) => _cells = new int[labels * Kinds];

    /// <summary>Counts every item once.</summary>
    public static LabelCounts Of(JudgedItems items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return new OutcomeTable(items).CountAll();
    }

    /// <summary>How many labels there are.</summary>
    public int Labels => _cells.Length / Kinds;

    /// <summary>Items counted.</summary>
    public int Items { get; internal set; }

    /// <summary>Items whose labels are exactly right.</summary>
    public int ExactItems { get; internal set; }

    /// <summary>For each label, then for each kind, a count.</summary>
    internal Span<int> Cells => _cells;

    /// <summary>The figure for one label.</summary>
    public LabelMetrics For(int label, double beta = 1)
    {
        var (right, wrong, missed) = this[label];
        return new(label, Share(right, right + wrong), Share(right, right + missed), F(right, wrong, missed, beta), right + missed);
    }

    /// <summary>One figure over all labels, in [0, 1]; 0 when there are no items.</summary>
    /// <remarks>O(labels), no allocation.</remarks>
    public double Measure(Measure measure)
    {
        if (measure.Quantity == Quantity.Accuracy)
            return Share(ExactItems, Items);
        return measure.Average == Average.Micro ? Micro(measure) : Mean(measure);
    }

    private (int Right, int Wrong, int Missed) this[int label] =>
        (_cells[label * Kinds + Right], _cells[label * Kinds + Wrong], _cells[label * Kinds + Missed]);

    private double Micro(Measure measure)
    {
        var (right, wrong, missed) = (0, 0, 0);
        for (var label = 0; label < Labels; label++)
        {
            var here = this[label];
            right += here.Right;
            wrong += here.Wrong;
            missed += here.Missed;
        }

        return Figure(measure, right, wrong, missed);
    }

    private double Mean(Measure measure)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var label = 0; label < Labels; label++)
        {
            var (right, wrong, missed) = this[label];
            if (right + wrong + missed == 0)
                continue;
            var weight = measure.Average == Average.Weighted ? right + missed : 1;
            sum += weight * Figure(measure, right, wrong, missed);
            weights += weight;
        }

        return weights == 0 ? 0 : sum / weights;
    }

    private static double Figure(Measure measure, int right, int wrong, int missed) => measure.Quantity switch
    {
        Quantity.Precision => Share(right, right + wrong),
        Quantity.Recall => Share(right, right + missed),
        _ => F(right, wrong, missed, measure.Beta),
    };

    private static double F(int right, int wrong, int missed, double beta)
    {
        var square = beta * beta;
        return right == 0 ? 0 : (1 + square) * right / ((1 + square) * right + square * missed + wrong);
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
