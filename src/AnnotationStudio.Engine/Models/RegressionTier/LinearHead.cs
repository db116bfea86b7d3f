using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>The weights of a trained head over compact columns, and the scoring of rows with them.</summary>
/// <remarks>Sparse weights lie column by column, padded to whole vectors of four; columns no labelled row used share a row of zeros.</remarks>
internal sealed class LinearHead
{
    private const int RowsOfBlock = 1024;

    /// <summary>A head of its parts.</summary>
    /// <param name="seen">The label of each output, ascending.</param>
    /// <param name="intercepts">For each output.</param>
    /// <param name="dense">Output by output, an embedding's width each.</param>
    /// <param name="words">Weights of the words block.</param>
    /// <param name="characters">Weights of the characters block.</param>
    public LinearHead(int[] seen, float[] intercepts, float[] dense, SparseWeights words, SparseWeights characters) =>
        (Seen, Intercepts, Dense, Words, Characters) = (seen, intercepts, dense, words, characters);

    public int[] Seen { get; }

    public float[] Intercepts { get; }

    public float[] Dense { get; }

    public SparseWeights Words { get; }

    public SparseWeights Characters { get; }

    public int Outputs => Seen.Length;

    /// <summary>Writes the probabilities of rows; columns of labels never seen are left at 0.</summary>
    public void Predict(FeatureRows rows, LabelTask task, ProbabilityMatrix into, int threads, CancellationToken ct) =>
        Predict(row => (rows, row), rows.EmbeddingWidth, task, into, threads, ct);

    /// <summary>Writes the probabilities of pool rows.</summary>
    public void Predict(Pool pool, int[] rows, LabelTask task, ProbabilityMatrix into, int threads, CancellationToken ct) =>
        Predict(
            row => (pool.Chunks[rows[row] / Pool.ChunkRows], rows[row] % Pool.ChunkRows), 2 * pool.Layout.Dimensions, task, into, threads, ct);

    private void Predict(
        Func<int, (FeatureRows Rows, int Row)> place, int embeddingWidth, LabelTask task, ProbabilityMatrix into, int threads, CancellationToken ct) =>
        Blocks.Run(
            threads,
            Blocks.Count(into.Rows, RowsOfBlock),
            () => new Scratch(embeddingWidth, Words.Stride),
            (block, scratch) =>
            {
                for (var at = block * RowsOfBlock; at < Math.Min(into.Rows, (block + 1) * RowsOfBlock); at++)
                {
                    var (rows, row) = place(at);
                    Score(rows, row, scratch);
                    HeadLink.Apply(task, scratch.Scores.AsSpan(0, Outputs), Seen, into[at]);
                }
            },
            ct);

    private void Score(FeatureRows rows, int row, Scratch scratch)
    {
        Array.Clear(scratch.Scores);
        Words.AddTo(scratch.Scores, rows.Words, row, scratch.Weights(rows.Words.Columns(row).Length));
        Characters.AddTo(scratch.Scores, rows.Characters, row, scratch.Weights(rows.Characters.Columns(row).Length));
        rows.Embedding(row, scratch.Embedding);
        var width = scratch.Embedding.Length;
        for (var output = 0; output < Outputs; output++)
            scratch.Scores[output] += Intercepts[output] + TensorPrimitives.Dot<float>(Dense.AsSpan(output * width, width), scratch.Embedding);
    }

    private sealed class Scratch(int embeddingWidth, int stride)
    {
        private float[] _weights = new float[256];

        public float[] Embedding { get; } = new float[embeddingWidth];

        public float[] Scores { get; } = new float[stride];

        public Span<float> Weights(int count)
        {
            if (count > _weights.Length)
                _weights = new float[2 * count];
            return _weights.AsSpan(0, count);
        }
    }
}
