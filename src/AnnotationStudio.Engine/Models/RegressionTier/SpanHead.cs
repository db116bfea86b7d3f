using Microsoft.ML.Data;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>A head fitted in the span of its rows: how much of each row goes into each output's weights.</summary>
/// <param name="Rows">The rows it was fitted on, as the kernel numbers them, ascending.</param>
/// <param name="Shares">For each output one number for each of those rows.</param>
/// <param name="Intercepts">For each output.</param>
/// <param name="Blocks">How the blocks of a row are scaled.</param>
/// <param name="Seen">The label of each output.</param>
internal sealed record SpanHead(int[] Rows, double[][] Shares, double[] Intercepts, BlockWeights Blocks, int[] Seen)
{
    /// <summary>Fits a head on some of the kernel's rows.</summary>
    public static SpanHead Fit(RowKernel kernel, int[] rows, HeadTargets targets, RegressionOptions options, CancellationToken ct)
    {
        var blocks = BlockWeights.For(rows.Length);
        var factor = new SpanFactor(kernel.Gram(rows, blocks), ct);
        VBuffer<float>[] coordinates = [.. Enumerable.Range(0, rows.Length).Select(row => new VBuffer<float>(rows.Length, factor.Row(row)))];
        var solution = HeadSolver.Fit(coordinates, targets, options.C, ct);
        return new SpanHead(rows, [.. solution.Weights.Select(factor.Shares)], solution.Intercepts, blocks, targets.Seen);
    }

    /// <summary>Writes the outputs' scores of one row of the kernel.</summary>
    public void Score(RowKernel kernel, int row, Span<double> scores)
    {
        Intercepts.CopyTo(scores);
        for (var i = 0; i < Rows.Length; i++)
        {
            var product = kernel.Product(row, Rows[i], Blocks);
            for (var output = 0; output < scores.Length; output++)
                scores[output] += product * Shares[output][i];
        }
    }
}
