using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Embeddings of length 1, or 0 where a text has none: products are cosines.</summary>
internal sealed class UnitVectors
{
    private readonly float[] _values;

    private UnitVectors(float[] values, int width)
    {
        (_values, Width) = (values, width);
        for (var i = 0; i < Count; i++)
        {
            var norm = TensorPrimitives.Norm<float>(this[i]);
            if (norm > 0)
                TensorPrimitives.Divide(this[i], norm, this[i]);
        }
    }

    /// <summary>Numbers in a vector.</summary>
    public int Width { get; }

    /// <summary>How many there are.</summary>
    public int Count => Width == 0 ? 0 : _values.Length / Width;

    /// <summary>All numbers, row by row.</summary>
    public float[] Values => _values;

    /// <summary>One vector.</summary>
    public Span<float> this[int index] => _values.AsSpan(index * Width, Width);

    /// <summary>The candidates' vectors.</summary>
    public static UnitVectors Of(PoolView view) => Of(view, [.. Enumerable.Range(0, view.Count)]);

    /// <summary>Some candidates' vectors.</summary>
    public static UnitVectors Of(PoolView view, ReadOnlySpan<int> candidates) => new(view.Embeddings(candidates), view.EmbeddingWidth);

    /// <summary>The vectors of what is labelled.</summary>
    public static UnitVectors OfLabelled(PoolView view)
    {
        var (labelled, width) = (view.Labelled!, view.EmbeddingWidth);
        var values = new float[labelled.Count * width];
        for (var i = 0; i < labelled.Count; i++)
            labelled.Embedding(i, values.AsSpan(i * width, width));
        return new UnitVectors(values, width);
    }

    /// <summary>Both sets, this one first.</summary>
    public UnitVectors Followed(UnitVectors others) => new([.. _values, .. others._values], Width);

    /// <summary>The cosine of two of them.</summary>
    public float Cosine(int a, int b) => TensorPrimitives.Dot<float>(this[a], this[b]);

    /// <summary>Raises each candidate's greatest cosine where this vector is closer than all before it.</summary>
    public void Raise(ReadOnlySpan<float> vector, float[] greatest)
    {
        for (var i = 0; i < greatest.Length; i++)
            greatest[i] = Math.Max(greatest[i], TensorPrimitives.Dot(this[i], vector));
    }

    /// <summary>The greatest cosine of each with any of the others; −2, below all cosines, where there are no others.</summary>
    /// <remarks>O(count · others · width).</remarks>
    public float[] Closest(UnitVectors others)
    {
        var greatest = new float[Count];
        Array.Fill(greatest, -2);
        for (var other = 0; other < others.Count; other++)
            Raise(others[other], greatest);
        return greatest;
    }
}
