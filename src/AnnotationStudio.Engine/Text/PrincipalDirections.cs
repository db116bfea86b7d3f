using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>The first uncentred principal direction of the pool's text embeddings, before it is taken out of them.</summary>
/// <remarks>One direction, never two: two cost 8 points. Source: Arora, Liang &amp; Ma (2017), and the recipe.</remarks>
internal static class PrincipalDirections
{
    private const int TextsOfBlock = 1024;
    private const int MostTexts = 20_000;

    /// <summary>Two unit directions, topics then style, from an even spread of at most 20,000 texts; zero when there are no words.</summary>
    public static float[] Learn(WordVectors vectors, Corpus corpus, int threads, CancellationToken ct)
    {
        var dimensions = vectors.Dimensions;
        var step = Math.Max(1, corpus.Ends.Length / MostTexts);
        var texts = Enumerable.Range(0, corpus.Ends.Length).Where(text => text % step == 0).ToArray();
        var parts = new (double[] Topics, double[] Styles)[Blocks.Count(texts.Length, TextsOfBlock)];
        Blocks.Run(
            threads,
            parts.Length,
            block => parts[block] = Moments(vectors, corpus, texts.AsSpan(block * TextsOfBlock, Math.Min(TextsOfBlock, texts.Length - (block * TextsOfBlock)))),
            ct);
        var directions = new float[2 * dimensions];
        Lead(parts.Select(part => part.Topics), dimensions).CopyTo(directions, 0);
        Lead(parts.Select(part => part.Styles), dimensions).CopyTo(directions, dimensions);
        return directions;
    }

    private static (double[] Topics, double[] Styles) Moments(WordVectors vectors, Corpus corpus, ReadOnlySpan<int> texts)
    {
        var dimensions = vectors.Dimensions;
        var (topics, styles) = (new double[dimensions * dimensions], new double[dimensions * dimensions]);
        var sums = new float[2 * dimensions];
        foreach (var text in texts)
        {
            Array.Clear(sums);
            for (var at = text == 0 ? 0 : corpus.Ends[text - 1]; at < corpus.Ends[text]; at++)
                vectors.Add(corpus.Tokens[at], sums);
            WordVectors.Normalize(sums.AsSpan(0, dimensions));
            WordVectors.Normalize(sums.AsSpan(dimensions));
            AddOuter(sums.AsSpan(0, dimensions), topics);
            AddOuter(sums.AsSpan(dimensions), styles);
        }

        return (topics, styles);
    }

    private static void AddOuter(ReadOnlySpan<float> values, double[] into)
    {
        Span<double> wide = stackalloc double[values.Length];
        TensorPrimitives.ConvertChecked(values, wide);
        for (var a = 0; a < wide.Length; a++)
        {
            var row = into.AsSpan(a * wide.Length, wide.Length);
            TensorPrimitives.MultiplyAdd(wide, wide[a], row, row);
        }
    }

    private static float[] Lead(IEnumerable<double[]> parts, int dimensions)
    {
        var moments = new double[dimensions * dimensions];
        foreach (var part in parts)
            TensorPrimitives.Add(moments, part, moments);
        var (values, eigenvectors) = SymmetricEigen.Decompose(moments, dimensions);
        return values[0] > 0 ? [.. eigenvectors.Take(dimensions).Select(value => (float)value)] : new float[dimensions];
    }
}
