using System.Numerics;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>Positive pointwise mutual information of tokens with smoothed contexts: <c>P_ij = max(0, ln(M_ij · t / (s_i · c_j)))</c>.</summary>
/// <remarks>
/// M is symmetric, so its log counts serve P and its transpose alike, and both products run row by row. Contexts are smoothed by the power .75:
/// <c>c_j = s_j^.75 / Σ s^.75 · t</c>. Source: Levy, Goldberg &amp; Dagan (2015).
/// </remarks>
internal sealed class PpmiMatrix
{
    private const int RowsOfBlock = 128;
    private static readonly float[] SmallLogs = [.. Enumerable.Range(0, 256).Select(count => MathF.Log(count))];
    private readonly int[][] _columns;
    private readonly float[][] _logs;
    private readonly float[] _rowTerms;
    private readonly float[] _contextTerms;

    public PpmiMatrix(CoOccurrence pairs, int threads, CancellationToken ct)
    {
        var total = pairs.Sums.Sum();
        var smoothed = pairs.Sums.Sum(sum => Math.Pow(sum, .75));
        _rowTerms = [.. pairs.Sums.Select(sum => (float)(Math.Log(total) - Math.Log(Math.Max(sum, 1))))];
        _contextTerms = [.. pairs.Sums.Select(sum => (float)-Math.Log(Math.Max(Math.Pow(sum, .75) / smoothed * total, 1e-9)))];
        _columns = pairs.Columns;
        _logs = pairs.Counts;
        Blocks.Run(threads, Blocks.Count(Size, RowsOfBlock), block => Compact(block), ct);
    }

    /// <summary>Rows, and as many columns.</summary>
    public int Size => _columns.Length;

    /// <summary>One cell.</summary>
    public float Value(int row, int column)
    {
        var at = Array.BinarySearch(_columns[row], column);
        return at < 0 ? 0 : Math.Max(0, _logs[row][at] + _rowTerms[row] + _contextTerms[column]);
    }

    /// <summary>Writes P·X, or Pᵀ·X, into <paramref name="into"/>; both are row-major with rows of <paramref name="width"/>.</summary>
    public void Multiply(bool transposed, float[] x, float[] into, int width, int threads, CancellationToken ct)
    {
        var (own, other) = transposed ? (_contextTerms, _rowTerms) : (_rowTerms, _contextTerms);
        Blocks.Run(
            threads,
            Blocks.Count(Size, RowsOfBlock),
            block =>
            {
                var last = Math.Min(Size, (block + 1) * RowsOfBlock);
                for (var row = block * RowsOfBlock; row < last; row++)
                    MultiplyRow(_columns[row], _logs[row], own[row], other, x, into.AsSpan(row * width, width));
            },
            ct);
    }

    // Cells that are zero in P and in its transpose are a third of all; dropping them makes the products that much cheaper.
    private void Compact(int block)
    {
        var last = Math.Min(Size, (block + 1) * RowsOfBlock);
        for (var row = block * RowsOfBlock; row < last; row++)
        {
            var (columns, logs) = (_columns[row], _logs[row]);
            var kept = 0;
            for (var i = 0; i < columns.Length; i++)
            {
                var log = logs[i] < SmallLogs.Length ? SmallLogs[(int)logs[i]] : MathF.Log(logs[i]);
                var column = columns[i];
                if (log + _rowTerms[row] + _contextTerms[column] <= 0 && log + _rowTerms[column] + _contextTerms[row] <= 0)
                    continue;
                (columns[kept], logs[kept]) = (column, log);
                kept++;
            }

            Array.Resize(ref _columns[row], kept);
            Array.Resize(ref _logs[row], kept);
        }
    }

    private static void MultiplyRow(int[] columns, float[] logs, float own, float[] other, float[] x, Span<float> into)
    {
        into.Clear();
        var width = into.Length;
        for (var i = 0; i < columns.Length; i++)
        {
            var value = logs[i] + own + other[columns[i]];
            if (value > 0)
                AddScaled(value, x.AsSpan(columns[i] * width, width), into);
        }
    }

    private static void AddScaled(float scale, ReadOnlySpan<float> row, Span<float> into)
    {
        var factor = new Vector<float>(scale);
        for (var at = 0; at < into.Length; at += Vector<float>.Count)
            Vector.FusedMultiplyAdd(factor, new Vector<float>(row[at..]), new Vector<float>(into[at..])).CopyTo(into[at..]);
    }
}
