using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>Products with a Gram matrix that is written out: the quicker way while labelled rows are few.</summary>
/// <param name="gram">All of its rows, whole.</param>
internal sealed class GramProducts(float[][] gram) : IRowProducts
{
    public int Count => gram.Length;

    public void Multiply(float[][] shares, float[][] into, IReadOnlyList<int> outputs)
    {
        for (var row = 0; row < gram.Length; row++)
            foreach (var output in outputs)
                into[output][row] = TensorPrimitives.Dot<float>(gram[row], shares[output].AsSpan(0, gram.Length));
    }
}
