using System.Diagnostics;
using System.Numerics.Tensors;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks;

/// <summary>How good and how quick the map of a pool is, against the plane of its first two principal components.</summary>
/// <remarks><c>map --data pool.jsonl [--items 100000] [--judged 2000] [--neighbours 12] [--threads 1] [--seed 1]</c>; fewer texts in the file are placed several times to time them.</remarks>
internal static class MapVerb
{
    public static int Run(string[] words, CancellationToken ct)
    {
        var options = new VerbOptions(words);
        string[] texts = [.. LabelledFile.Read(options.Text("data")).Select(row => row.Text)];
        var (threads, seed) = (options.Number("threads", 1), options.Number("seed", 1));
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { Threads = threads, CharacterTexts = 0 }, null, ct);
        var features = space.Featurize(texts, threads, ct).Features!;
        var matrix = Matrix(features, Math.Max(texts.Length, options.Number("items", 100_000)));
        var watch = Stopwatch.StartNew();
        var map = PoolMap.Learn(Matrix(features, texts.Length), seed, null, ct);
        Console.WriteLine($"{texts.Length:N0} texts: learned in {watch.Elapsed.TotalSeconds:F1} s");
        watch.Restart();
        var places = map.Place(matrix, threads, null, ct);
        Console.WriteLine($"{matrix.Rows:N0} texts placed in {watch.Elapsed.TotalSeconds:F1} s on {threads} threads");

        int[] judged = [.. Enumerable.Range(0, texts.Length)];
        new Random(seed + 1).Shuffle(judged);
        judged = judged[..Math.Min(options.Number("judged", 2_000), judged.Length)];
        var points = Points(matrix, judged);
        var (x, y) = PlaneProjection.Of(points, matrix.Width).Places(points, matrix.Width);
        var neighbours = options.Number("neighbours", 12);
        var ours = Trustworthiness.Of(points, matrix.Width, [.. judged.SelectMany(row => new[] { places[2 * row], places[(2 * row) + 1] })], neighbours, ct);
        var plain = Trustworthiness.Of(points, matrix.Width, [.. x.Zip(y).SelectMany(place => new[] { place.First, place.Second })], neighbours, ct);
        Console.WriteLine($"trustworthiness over {judged.Length:N0} texts and {neighbours} neighbours: map {ours:F3}, principal components {plain:F3}");
        return ours > plain ? 0 : 1;
    }

    private static EmbeddingMatrix Matrix(FeatureRows features, int rows)
    {
        var matrix = new EmbeddingMatrix(rows, features.EmbeddingWidth);
        for (var row = 0; row < rows; row++)
            features.Embedding(row % features.Count).CopyTo(matrix[row]);
        return matrix;
    }

    private static float[] Points(EmbeddingMatrix matrix, int[] rows)
    {
        var points = new float[rows.Length * matrix.Width];
        for (var i = 0; i < rows.Length; i++)
        {
            var point = points.AsSpan(i * matrix.Width, matrix.Width);
            matrix.Read(rows[i], point);
            var norm = TensorPrimitives.Norm<float>(point);
            if (norm > 0)
                TensorPrimitives.Divide(point, norm, point);
        }

        return points;
    }
}
