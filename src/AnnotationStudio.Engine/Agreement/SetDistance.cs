namespace AnnotationStudio.Engine.Agreement;

/// <summary>How far apart two sets of labels are, from 0 (equal) to 1 (nothing in common).</summary>
/// <remarks>Two empty sets are equal. Source of MASI: Passonneau, Measuring Agreement on Set-valued Items, LREC 2006.</remarks>
public static class SetDistance
{
    /// <summary>1 − common / all.</summary>
    /// <param name="a">Ascending, each once.</param>
    /// <param name="b">Ascending, each once.</param>
    public static double Jaccard(ReadOnlySpan<int> a, ReadOnlySpan<int> b) => 1 - Share(a, b, Common(a, b));

    /// <summary>1 − Jaccard's share × how one set lies to the other.</summary>
    /// <param name="a">Ascending, each once.</param>
    /// <param name="b">Ascending, each once.</param>
    public static double Masi(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var common = Common(a, b);
        var monotonicity = common == a.Length && common == b.Length ? 1
            : common == a.Length || common == b.Length ? 2.0 / 3
            : common > 0 ? 1.0 / 3
            : 0;
        return 1 - (monotonicity * Share(a, b, common));
    }

    private static double Share(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int common) =>
        a.IsEmpty && b.IsEmpty ? 1 : (double)common / (a.Length + b.Length - common);

    private static int Common(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
                (common, i, j) = (common + 1, i + 1, j + 1);
            else if (a[i] < b[j])
                i++;
            else
                j++;
        }

        return common;
    }
}
