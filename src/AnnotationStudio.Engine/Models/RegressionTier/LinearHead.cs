using System.Numerics.Tensors;
using AnnotationStudio.Engine.Models.Heads;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>The weights of a trained head over compact columns, and the scoring of rows with them.</summary>
/// <remarks>Sparse weights lie column by column, padded to whole vectors; columns no labelled row used share a row of zeros.</remarks>
internal sealed class LinearHead
{
    private const int RowsOfBlock = 1024;

    /// <summary>A head of its parts.</summary>
    /// <param name="seen">The label of each output, ascending.</param>
    /// <param name="intercepts">For each output.</param>
    /// <param name="dense">Output by output, an embedding's width each.</param>
    /// <param name="sparse">Weights of the words, of the characters and of the rules' matches.</param>
    public LinearHead(int[] seen, float[] intercepts, float[] dense, SparseWeights[] sparse) =>
        (Seen, Intercepts, Dense, Sparse) = (seen, intercepts, dense, sparse);

    public int[] Seen { get; }

    public float[] Intercepts { get; }

    public float[] Dense { get; }

    public SparseWeights[] Sparse { get; }

    public SparseWeights Words => Sparse[0];

    public SparseWeights Characters => Sparse[1];

    public SparseWeights Matches => Sparse[2];

    public int Outputs => Seen.Length;

    /// <summary>The same head, surer or less sure: all scores divided by a temperature.</summary>
    public LinearHead At(double temperature)
    {
        var factor = (float)(1 / temperature);
        return new LinearHead(
            Seen, [.. Intercepts.Select(value => value * factor)], [.. Dense.Select(value => value * factor)], [.. Sparse.Select(block => block.Times(factor))]);
    }

    /// <summary>Writes the probabilities of rows; columns of labels never seen are left at 0.</summary>
    public void Predict(HeadRows rows, LabelTask task, ProbabilityMatrix into, int threads, CancellationToken ct) =>
        Predict(row => (rows.Features, rows.Matches, row), rows.Features.EmbeddingWidth, task, into, threads, ct);

    /// <summary>Writes the probabilities of pool rows; rows where nobody has looked for matches of these rules count as having none.</summary>
    public void Predict(Pool pool, int[] rows, string? rules, LabelTask task, ProbabilityMatrix into, int threads, CancellationToken ct) =>
        Predict(
            row =>
            {
                var (chunk, own) = (pool.Chunks[rows[row] / Pool.ChunkRows], rows[row] % Pool.ChunkRows);
                return (chunk, chunk.Matches is { } block && block.Version == rules && own < block.Rows.Count ? block.Rows : null, own);
            },
            2 * pool.Layout.Dimensions, task, into, threads, ct);

    private void Predict(
        Func<int, (FeatureRows Rows, SparseRows? Matches, int Row)> place, int embeddingWidth, LabelTask task, ProbabilityMatrix into, int threads, CancellationToken ct) =>
        Blocks.Run(
            threads,
            Blocks.Count(into.Rows, RowsOfBlock),
            () => new Scratch(embeddingWidth, Words.Stride),
            (block, scratch) =>
            {
                for (var at = block * RowsOfBlock; at < Math.Min(into.Rows, (block + 1) * RowsOfBlock); at++)
                {
                    var (rows, matches, row) = place(at);
                    Score(rows, matches, row, scratch);
                    HeadLink.Apply(task, scratch.Scores.AsSpan(0, Outputs), Seen, into[at]);
                }
            },
            ct);

    private void Score(FeatureRows rows, SparseRows? matches, int row, Scratch scratch)
    {
        Array.Clear(scratch.Scores);
        Add(Words, rows.Words, row, scratch);
        Add(Characters, rows.Characters, row, scratch);
        if (matches is not null)
            Add(Matches, matches, row, scratch);
        rows.Embedding(row, scratch.Embedding);
        var width = scratch.Embedding.Length;
        for (var output = 0; output < Outputs; output++)
            scratch.Scores[output] += Intercepts[output] + TensorPrimitives.Dot<float>(Dense.AsSpan(output * width, width), scratch.Embedding);
    }

    private static void Add(SparseWeights weights, SparseRows block, int row, Scratch scratch)
    {
        var entries = block.Columns(row).Length;
        scratch.Reserve(entries);
        weights.AddTo(scratch.Scores, block, row, scratch.Slots.AsSpan(0, entries), scratch.Weights.AsSpan(0, entries));
    }

    private sealed class Scratch(int embeddingWidth, int stride)
    {
        public int[] Slots { get; private set; } = new int[256];

        public float[] Weights { get; private set; } = new float[256];

        public float[] Embedding { get; } = new float[embeddingWidth];

        public double[] Scores { get; } = new double[stride];

        public void Reserve(int entries)
        {
            if (entries > Slots.Length)
                (Slots, Weights) = (new int[2 * entries], new float[2 * entries]);
        }
    }
}
