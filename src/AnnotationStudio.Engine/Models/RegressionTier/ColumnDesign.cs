using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Labelled rows in the columns they use: for more labels than the span's n² is worth.</summary>
/// <remarks>Weights lie column by column, one number for each output, so that a row touches each column once.</remarks>
internal sealed class ColumnDesign : IDesign
{
    private readonly int[] _ends;
    private readonly int[] _columns;
    private readonly float[] _values;

    public ColumnDesign(FeatureRows rows, ColumnsSeen seen, BlockWeights blocks)
    {
        Rows = rows.Count;
        Width = seen.Width;
        _ends = new int[Rows];
        var columns = new List<int>();
        var values = new List<float>();
        var embedding = new float[rows.EmbeddingWidth];
        for (var row = 0; row < Rows; row++)
        {
            rows.Embedding(row, embedding);
            for (var d = 0; d < embedding.Length; d++)
            {
                columns.Add(d);
                values.Add(embedding[d] * (float)blocks.Dense);
            }

            Add(rows.Words, row, seen.Words, blocks, columns, values);
            Add(rows.Characters, row, seen.Characters, blocks, columns, values);
            _ends[row] = columns.Count;
        }

        (_columns, _values) = ([.. columns], [.. values]);
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Width { get; }

    /// <inheritdoc/>
    public void Score(int row, ReadOnlySpan<double> weights, Span<double> scores)
    {
        for (var at = row == 0 ? 0 : _ends[row - 1]; at < _ends[row]; at++)
        {
            var own = weights.Slice(_columns[at] * scores.Length, scores.Length);
            for (var output = 0; output < own.Length; output++)
                scores[output] += own[output] * _values[at];
        }
    }

    /// <inheritdoc/>
    public void AddRow(int row, ReadOnlySpan<double> residuals, Span<double> gradient)
    {
        for (var at = row == 0 ? 0 : _ends[row - 1]; at < _ends[row]; at++)
        {
            var own = gradient.Slice(_columns[at] * residuals.Length, residuals.Length);
            for (var output = 0; output < own.Length; output++)
                own[output] += residuals[output] * _values[at];
        }
    }

    private static void Add(SparseRows block, int row, int[] numbers, BlockWeights blocks, List<int> columns, List<float> values)
    {
        var (own, weights) = (block.Columns(row).ToArray(), block.Weights(row).ToArray());
        for (var i = 0; i < own.Length; i++)
        {
            columns.Add(numbers[own[i]]);
            values.Add((float)weights[i] * (float)blocks.Sparse);
        }
    }
}
