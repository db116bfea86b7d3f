using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>Weights of all outputs, written as shares of the labelled rows, with the scores they give those rows.</summary>
/// <remarks>
/// Weights <c>W = Xᵀα</c> have scores <c>Gα</c>, and the product of two weights is <c>α·Gα'</c>: nothing as long as a row of features is ever touched.
/// The last number of each array is the intercept, which is its own image.
/// </remarks>
internal sealed class SpanVector
{
    public SpanVector(int outputs, int rows)
    {
        Shares = new float[outputs][];
        Scores = new float[outputs][];
        for (var output = 0; output < outputs; output++)
            (Shares[output], Scores[output]) = (new float[rows + 1], new float[rows + 1]);
    }

    /// <summary>α by output, then the intercept.</summary>
    public float[][] Shares { get; }

    /// <summary>Gα by output, without the intercept; then the intercept.</summary>
    public float[][] Scores { get; }

    /// <summary>The intercept of one output.</summary>
    public float Intercept(int output) => Shares[output][^1];

    /// <summary>Replaces the intercept of one output.</summary>
    public void SetIntercept(float value, int output) => Shares[output][^1] = Scores[output][^1] = value;

    /// <summary>This output becomes that of another.</summary>
    public void CopyFrom(SpanVector other, int output)
    {
        other.Shares[output].CopyTo(Shares[output], 0);
        other.Scores[output].CopyTo(Scores[output], 0);
    }

    /// <summary>This output becomes one less another.</summary>
    public void Difference(SpanVector one, SpanVector other, int output)
    {
        TensorPrimitives.Subtract(one.Shares[output], other.Shares[output], Shares[output]);
        TensorPrimitives.Subtract(one.Scores[output], other.Scores[output], Scores[output]);
    }

    /// <summary>Adds a multiple of another to one output.</summary>
    public void Add(SpanVector other, double factor, int output)
    {
        TensorPrimitives.MultiplyAdd(other.Shares[output], (float)factor, Shares[output], Shares[output]);
        TensorPrimitives.MultiplyAdd(other.Scores[output], (float)factor, Scores[output], Scores[output]);
    }

    /// <summary>Multiplies one output.</summary>
    public void Scale(double factor, int output)
    {
        TensorPrimitives.Multiply(Shares[output], (float)factor, Shares[output]);
        TensorPrimitives.Multiply(Scores[output], (float)factor, Scores[output]);
    }

    /// <summary>The product of two weights of one output.</summary>
    public double Dot(SpanVector other, int output) => TensorPrimitives.Dot<float>(Shares[output], other.Scores[output]);

    /// <summary>The same, intercepts left out.</summary>
    public double DotWithoutIntercept(SpanVector other, int output) => TensorPrimitives.Dot<float>(Shares[output].AsSpan()[..^1], other.Scores[output].AsSpan()[..^1]);
}
