using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;
using Microsoft.ML.Data;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>A trained head over embeddings: a score for each label seen, linear in the embedding.</summary>
/// <param name="Seen">The label of each output, ascending.</param>
/// <param name="Intercepts">For each output.</param>
/// <param name="Weights">Output by output, as many numbers as an embedding has.</param>
/// <param name="Mean">The mean embedding of the training texts: what a text's words are told against.</param>
internal sealed record EmbeddingHead(int[] Seen, float[] Intercepts, float[] Weights, float[] Mean)
{
    /// <summary>How many labels were seen.</summary>
    public int Outputs => Seen.Length;

    /// <summary>Numbers in an embedding.</summary>
    public int Dimension => Mean.Length;

    /// <summary>The weights of one output.</summary>
    public ReadOnlySpan<float> Of(int output) => Weights.AsSpan(output * Dimension, Dimension);

    /// <summary>Fits a head on some rows.</summary>
    /// <remarks>
    /// An encoder's embeddings lie close together or far apart, each in its own way. Centred and scaled to a mean square length of 1, the same penalty means the
    /// same with every encoder; scale and centre go into weights and intercepts afterwards.
    /// </remarks>
    public static EmbeddingHead Fit(EmbeddingMatrix all, int[] rows, HeadTargets targets, double c, CancellationToken ct)
    {
        var mean = new float[all.Width];
        var row = new float[all.Width];
        foreach (var at in rows)
        {
            all.Read(at, row);
            TensorPrimitives.Add(mean, row, mean);
        }

        TensorPrimitives.Divide(mean, rows.Length, mean);
        float[][] centred = [.. rows.Select(at => Centred(all, at, mean))];
        var spread = MathF.Sqrt(centred.Sum(own => TensorPrimitives.SumOfSquares<float>(own)) / rows.Length);
        var scale = spread > 0 ? 1 / spread : 1;
        foreach (var own in centred)
            TensorPrimitives.Multiply(own, scale, own);

        var solution = HeadSolver.Fit([.. centred.Select(own => new VBuffer<float>(own.Length, own))], targets, c, ct);
        float[] weights = [.. solution.Weights.SelectMany(own => own.Select(weight => (float)(weight * scale)))];
        var head = new EmbeddingHead(targets.Seen, new float[targets.Outputs], weights, mean);
        for (var output = 0; output < head.Outputs; output++)
            head.Intercepts[output] = (float)solution.Intercepts[output] - TensorPrimitives.Dot(head.Of(output), mean);
        return head;
    }

    /// <summary>Writes the probabilities of one row; labels never seen get 0.</summary>
    public void Predict(EmbeddingMatrix all, int row, LabelTask task, Span<float> into)
    {
        var embedding = new float[Dimension];
        all.Read(row, embedding);
        var scores = new float[Outputs];
        for (var output = 0; output < Outputs; output++)
            scores[output] = Intercepts[output] + TensorPrimitives.Dot(Of(output), embedding);
        HeadLink.Apply(task, scores, Seen, into);
    }

    private static float[] Centred(EmbeddingMatrix all, int row, float[] mean)
    {
        var own = new float[all.Width];
        all.Read(row, own);
        TensorPrimitives.Subtract(own, mean, own);
        return own;
    }
}
