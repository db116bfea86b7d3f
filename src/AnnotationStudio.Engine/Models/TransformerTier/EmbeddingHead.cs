using System.Numerics.Tensors;
using AnnotationStudio.Engine.Models.Heads;
using AnnotationStudio.Engine.Shapes;

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
    /// <remarks>On <see cref="CentredRows"/>; their scale and centre go into weights and intercepts afterwards.</remarks>
    public static EmbeddingHead Fit(EmbeddingMatrix all, int[] rows, HeadTargets targets, double c, CancellationToken ct)
    {
        var centred = new CentredRows(all, rows);
        var solution = HeadSolver.Fit(centred, targets, c, ct);
        var head = new EmbeddingHead(targets.Seen, new float[targets.Outputs], centred.Weights(solution.Shares), centred.Mean);
        for (var output = 0; output < head.Outputs; output++)
            head.Intercepts[output] = solution.Intercepts[output] - TensorPrimitives.Dot(head.Of(output), head.Mean);
        return head;
    }

    /// <summary>The same head, surer or less sure: all scores divided by a temperature.</summary>
    public EmbeddingHead At(double temperature)
    {
        var factor = (float)(1 / temperature);
        return this with { Intercepts = [.. Intercepts.Select(value => value * factor)], Weights = [.. Weights.Select(value => value * factor)] };
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
}
