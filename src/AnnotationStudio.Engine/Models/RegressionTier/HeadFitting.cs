using AnnotationStudio.Engine.Shapes;
using Microsoft.ML.Data;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>From labelled rows to a head over columns, by the span or by the columns, whichever is smaller.</summary>
internal static class HeadFitting
{
    /// <summary>Weights in columns of a head that was fitted in the span: <c>W = Xᵀ L⁻ᵀ β</c>.</summary>
    public static LinearHead FromSpan(FeatureRows rows, SpanHead head)
    {
        var seen = new ColumnsSeen(rows);
        var outputs = head.Seen.Length;
        var weights = new double[seen.Width * outputs];
        var shares = new double[outputs];
        for (var i = 0; i < head.Rows.Length; i++)
        {
            for (var output = 0; output < outputs; output++)
                shares[output] = head.Shares[output][i];
            AddRow(rows, head.Rows[i], seen, head.Blocks, shares, weights);
        }

        return Head(rows.Layout, seen, head.Seen, head.Intercepts, weights, head.Blocks);
    }

    /// <summary>A head fitted on the columns that the rows use.</summary>
    public static LinearHead OnColumns(FeatureRows rows, HeadTargets targets, RegressionOptions options, CancellationToken ct)
    {
        var blocks = BlockWeights.For(rows.Count);
        var seen = new ColumnsSeen(rows);
        VBuffer<float>[] coordinates = [.. Enumerable.Range(0, rows.Count).Select(row => Coordinates(rows, row, seen, blocks))];
        var solution = HeadSolver.Fit(coordinates, targets, options.C, ct);
        var weights = new double[seen.Width * targets.Outputs];
        for (var output = 0; output < targets.Outputs; output++)
            for (var column = 0; column < seen.Width; column++)
                weights[(column * targets.Outputs) + output] = solution.Weights[output][column];
        return Head(rows.Layout, seen, targets.Seen, solution.Intercepts, weights, blocks);
    }

    private static VBuffer<float> Coordinates(FeatureRows rows, int row, ColumnsSeen seen, BlockWeights blocks)
    {
        var columns = new List<int>(Enumerable.Range(0, rows.EmbeddingWidth));
        var values = new List<float>();
        foreach (var value in rows.Embedding(row))
            values.Add((float)value * (float)blocks.Dense);
        AddBlock(rows.Words, seen.Words);
        AddBlock(rows.Characters, seen.Characters);
        return new VBuffer<float>(seen.Width, columns.Count, [.. values], [.. columns]);

        void AddBlock(SparseRows block, int[] numbers)
        {
            foreach (var column in block.Columns(row))
                columns.Add(numbers[column]);
            foreach (var weight in block.Weights(row))
                values.Add((float)weight * (float)blocks.Sparse);
        }
    }

    private static void AddRow(FeatureRows rows, int row, ColumnsSeen seen, BlockWeights blocks, double[] shares, double[] weights)
    {
        var embedding = rows.Embedding(row);
        for (var d = 0; d < embedding.Length; d++)
            Add(weights, d, shares, blocks.Dense * (double)embedding[d]);
        AddBlock(rows.Words, row, seen.Words);
        AddBlock(rows.Characters, row, seen.Characters);

        void AddBlock(SparseRows block, int own, int[] numbers)
        {
            var columns = block.Columns(own);
            var values = block.Weights(own);
            for (var i = 0; i < columns.Length; i++)
                Add(weights, numbers[columns[i]], shares, blocks.Sparse * (double)values[i]);
        }
    }

    private static void Add(double[] weights, int column, double[] shares, double value)
    {
        for (var output = 0; output < shares.Length; output++)
            weights[(column * shares.Length) + output] += shares[output] * value;
    }

    // The blocks' factors go into the weights, so that scoring takes rows as they are kept.
    private static LinearHead Head(
        FeatureLayout layout, ColumnsSeen seen, int[] labels, double[] intercepts, double[] weights, BlockWeights blocks)
    {
        var dense = new float[labels.Length * seen.FirstWord];
        for (var d = 0; d < seen.FirstWord; d++)
            for (var output = 0; output < labels.Length; output++)
                dense[(output * seen.FirstWord) + d] = (float)(weights[(d * labels.Length) + output] * blocks.Dense);
        return new LinearHead(
            labels, [.. intercepts.Select(value => (float)value)], dense,
            Sparse(layout.WordColumns, seen.Words, seen.FirstWord, seen.FirstCharacter),
            Sparse(layout.CharacterColumns, seen.Characters, seen.FirstCharacter, seen.Width));

        SparseWeights Sparse(int width, int[] numbers, int first, int end)
        {
            int[] columns = [.. Enumerable.Range(0, width).Where(column => numbers[column] != 0)];
            var own = weights.AsSpan(first * labels.Length, (end - first) * labels.Length);
            var values = new float[own.Length];
            for (var i = 0; i < own.Length; i++)
                values[i] = (float)(own[i] * blocks.Sparse);
            return new SparseWeights(width, columns, labels.Length, values);
        }
    }
}
