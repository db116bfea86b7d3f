using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>A pool in two dimensions: alike texts lie together. Learned from a sample of landmarks, after which any text finds its place by itself.</summary>
/// <remarks>
/// Landmarks are laid out by <see cref="NeighbourLayout"/>; every other text is put among its nearest landmarks, as Policar, Strazar &amp; Zupan (2023) embed new points.
/// Texts that come later find a place without moving the others.
/// </remarks>
public sealed class PoolMap
{
    private const int MostLandmarks = 1_500;
    private const int Neighbours = 12;
    private const double Perplexity = 4;
    private const int RowsOfBlock = 512;
    private const uint Magic = 0x31504D41; // "AMP1", little-endian
    private readonly int _width;
    private readonly float[] _landmarks;
    private readonly float[] _x;
    private readonly float[] _y;

    private PoolMap(int width, float[] landmarks, float[] x, float[] y) => (_width, _landmarks, _x, _y) = (width, landmarks, x, y);

    /// <summary>Numbers in an embedding.</summary>
    public int Width => _width;

    /// <summary>A map of some texts.</summary>
    /// <param name="texts">Their embeddings, of any length; what counts is the direction.</param>
    /// <param name="seed">The same texts and seed give the same map.</param>
    /// <param name="progress">Share that is done.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <exception cref="ArgumentException">There is no text.</exception>
    public static PoolMap Learn(EmbeddingMatrix texts, int seed, IProgress<double>? progress, CancellationToken ct)
    {
        if (texts.Rows == 0)
            throw new ArgumentException("There is no text to draw a map of.", nameof(texts));
        int[] rows = [.. Enumerable.Range(0, texts.Rows)];
        new Random(seed).Shuffle(rows);
        var landmarks = Read(texts, rows.AsSpan(0, Math.Min(MostLandmarks, rows.Length)));
        var (x, y) = NeighbourLayout.Of(landmarks, texts.Width, share => progress?.Report(share), ct);
        Centre(x, y);
        return new PoolMap(texts.Width, landmarks, x, y);
    }

    /// <summary>Where texts lie: x and y of each in turn, from -1 to 1.</summary>
    /// <param name="texts">Embeddings of the map's width.</param>
    /// <param name="threads">Threads to work on, at least 1.</param>
    /// <param name="progress">Share that is done; called by several threads.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <remarks>O(texts · landmarks · width).</remarks>
    /// <exception cref="ArgumentException">The embeddings have another width.</exception>
    public float[] Place(EmbeddingMatrix texts, int threads, IProgress<double>? progress, CancellationToken ct)
    {
        if (texts.Width != _width)
            throw new ArgumentException($"Embeddings of {texts.Width} numbers where the map has {_width}.", nameof(texts));
        var places = new float[2 * texts.Rows];
        var (blocks, done) = (Blocks.Count(texts.Rows, RowsOfBlock), 0);
        Blocks.Run(threads, blocks, () => new Scratch(_width, _x.Length), (block, scratch) =>
        {
            for (var row = block * RowsOfBlock; row < Math.Min(texts.Rows, (block + 1) * RowsOfBlock); row++)
                PlaceOne(texts, row, scratch, places.AsSpan(2 * row, 2));
            progress?.Report((double)Interlocked.Increment(ref done) / blocks);
        }, ct);
        return places;
    }

    /// <summary>Writes the map; it holds embeddings, and no text.</summary>
    public void Save(Stream stream)
    {
        RawArrays.Write<uint>(stream, [Magic, (uint)_width]);
        RawArrays.Write<float>(stream, _landmarks);
        RawArrays.Write<float>(stream, _x);
        RawArrays.Write<float>(stream, _y);
    }

    /// <summary>The map that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The stream holds no such map, or not all of it.</exception>
    public static PoolMap Load(Stream stream)
    {
        if (RawArrays.Read<uint>(stream) is not [Magic, var width])
            throw new InvalidDataException("This is not a map.");
        var map = new PoolMap((int)width, RawArrays.Read<float>(stream), RawArrays.Read<float>(stream), RawArrays.Read<float>(stream));
        if (map._x.Length == 0 || map._y.Length != map._x.Length || map._landmarks.Length != (long)map._x.Length * width)
            throw new InvalidDataException("The map is damaged: its landmarks do not fit their places.");
        return map;
    }

    private void PlaceOne(EmbeddingMatrix texts, int row, Scratch scratch, Span<float> place)
    {
        texts.Read(row, scratch.Own);
        Normalize(scratch.Own);
        for (var landmark = 0; landmark < _x.Length; landmark++)
            scratch.Distances[landmark] = Math.Max(0, 2 - (2 * TensorPrimitives.Dot<float>(scratch.Own, _landmarks.AsSpan(landmark * _width, _width))));
        var near = scratch.Nearest(Math.Min(Neighbours, _x.Length));
        Span<float> distances = stackalloc float[near.Length];
        Span<float> chances = stackalloc float[near.Length];
        for (var i = 0; i < near.Length; i++)
            distances[i] = scratch.Distances[near[i]];
        NeighbourChances.Fill(distances, -1, Math.Min(Perplexity, near.Length), chances);
        (place[0], place[1]) = (Middle(_x, near, chances), Middle(_y, near, chances));
    }

    // The weighted median: a mean would put a text that is like two groups into the empty space between them.
    private static float Middle(float[] values, ReadOnlySpan<int> near, ReadOnlySpan<float> weights)
    {
        Span<float> keys = stackalloc float[near.Length];
        Span<float> masses = stackalloc float[near.Length];
        for (var i = 0; i < near.Length; i++)
            (keys[i], masses[i]) = (values[near[i]], weights[i]);
        keys.Sort(masses);
        var (sum, at) = (masses[0], 0);
        while (sum < .5f && at < keys.Length - 1)
            sum += masses[++at];
        if (at == 0)
            return keys[0];
        var share = masses[at] <= 0 ? 0 : (sum - .5f) / masses[at];
        return keys[at] + (share * (keys[at - 1] - keys[at]));
    }

    private static float[] Read(EmbeddingMatrix texts, ReadOnlySpan<int> rows)
    {
        var points = new float[rows.Length * texts.Width];
        for (var i = 0; i < rows.Length; i++)
        {
            var point = points.AsSpan(i * texts.Width, texts.Width);
            texts.Read(rows[i], point);
            Normalize(point);
        }

        return points;
    }

    private static void Normalize(Span<float> point)
    {
        var norm = TensorPrimitives.Norm<float>(point);
        if (norm > 0)
            TensorPrimitives.Divide(point, norm, point);
    }

    private static void Centre(float[] x, float[] y)
    {
        var (left, right, low, high) = (x.Min(), x.Max(), y.Min(), y.Max());
        var half = Math.Max(Math.Max(right - left, high - low) / 2, 1e-6f);
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i]) = ((x[i] - ((left + right) / 2)) / half, (y[i] - ((low + high) / 2)) / half);
    }

    private sealed class Scratch(int width, int landmarks)
    {
        private readonly int[] _nearest = new int[Math.Min(Neighbours, landmarks)];

        public float[] Own { get; } = new float[width];

        public float[] Distances { get; } = new float[landmarks];

        // The few nearest by insertion: most landmarks fail the first comparison.
        public ReadOnlySpan<int> Nearest(int count)
        {
            var found = 0;
            for (var landmark = 0; landmark < Distances.Length; landmark++)
            {
                if (found == count && Distances[landmark] >= Distances[_nearest[count - 1]])
                    continue;
                var at = found < count ? found++ : count - 1;
                for (; at > 0 && Distances[_nearest[at - 1]] > Distances[landmark]; at--)
                    _nearest[at] = _nearest[at - 1];
                _nearest[at] = landmark;
            }

            return _nearest.AsSpan(0, found);
        }
    }
}
