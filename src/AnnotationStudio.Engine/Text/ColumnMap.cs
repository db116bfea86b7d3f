using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>Which buckets were seen in enough texts, the column each became, and what an n-gram there weighs.</summary>
internal sealed class ColumnMap
{
    private readonly int[] _columns = new int[NGrams.Buckets];
    private readonly float[] _weights;

    private ColumnMap(int[] buckets, float[] weights)
    {
        Array.Fill(_columns, -1);
        Used = buckets;
        _weights = weights;
        for (var column = 0; column < buckets.Length; column++)
            _columns[buckets[column]] = column;
    }

    /// <summary>The bucket of each column, ascending.</summary>
    public int[] Used { get; }

    /// <summary>What an n-gram of each column weighs: √(ln((1+N)/(1+df)) + 1).</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Number of columns.</summary>
    public int Width => Used.Length;

    /// <summary>The column of a bucket; -1 when it was seen in too few texts.</summary>
    public int Column(int bucket) => _columns[bucket];

    /// <summary>Keeps the buckets seen in at least <paramref name="least"/> of the texts; weight √(ln((1+N)/(1+df)) + 1).</summary>
    public static ColumnMap Learn(int[] documents, int texts, int least)
    {
        var used = new List<int>();
        var weights = new List<float>();
        for (var bucket = 0; bucket < documents.Length; bucket++)
        {
            if (documents[bucket] < least)
                continue;
            used.Add(bucket);
            weights.Add((float)Math.Sqrt(Math.Log((1.0 + texts) / (1.0 + documents[bucket])) + 1));
        }

        return new ColumnMap([.. used], [.. weights]);
    }

    /// <summary>Turns buckets into a row: columns ascending, weights (1 + ln tf) · √idf, length 1.</summary>
    /// <param name="buckets">In any order, with repeats; sorted in place.</param>
    /// <param name="columns">Replaced by the row's columns.</param>
    /// <param name="weights">Replaced by the row's weights.</param>
    public void Row(List<int> buckets, List<int> columns, List<Half> weights)
    {
        columns.Clear();
        weights.Clear();
        var span = CollectionsMarshal.AsSpan(buckets);
        span.Sort();
        var squares = Length(span);
        var scale = squares > 0 ? 1 / Math.Sqrt(squares) : 0;
        for (var at = 0; at < span.Length;)
        {
            var next = Past(span, at);
            var column = _columns[span[at]];
            if (column >= 0)
            {
                columns.Add(column);
                weights.Add((Half)(Weight(column, next - at) * scale));
            }

            at = next;
        }
    }

    public void Write(Stream stream)
    {
        RawArrays.Write<int>(stream, Used);
        RawArrays.Write<float>(stream, _weights);
    }

    public static ColumnMap Read(Stream stream)
    {
        var used = RawArrays.Read<int>(stream);
        var weights = RawArrays.Read<float>(stream);
        if (used.Length != weights.Length || used.Any(bucket => (uint)bucket >= NGrams.Buckets))
            throw new InvalidDataException("The columns of this feature space are damaged.");
        return new ColumnMap(used, weights);
    }

    private double Length(ReadOnlySpan<int> sorted)
    {
        var squares = 0.0;
        for (var at = 0; at < sorted.Length;)
        {
            var next = Past(sorted, at);
            var column = _columns[sorted[at]];
            if (column >= 0)
            {
                var weight = Weight(column, next - at);
                squares += weight * weight;
            }

            at = next;
        }

        return squares;
    }

    private double Weight(int column, int count) => (count == 1 ? 1 : 1 + Math.Log(count)) * _weights[column];

    private static int Past(ReadOnlySpan<int> sorted, int at)
    {
        var next = at + 1;
        while (next < sorted.Length && sorted[next] == sorted[at])
            next++;
        return next;
    }
}
