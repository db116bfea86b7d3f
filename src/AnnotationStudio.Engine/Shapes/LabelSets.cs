using System.Diagnostics.CodeAnalysis;

namespace AnnotationStudio.Engine.Shapes;

/// <summary>Distinct sets of labels, each known by the index it got when it was first seen. The order of labels within a set never matters.</summary>
public sealed class LabelSets
{
    private readonly Dictionary<int[], int> _indexes = new(SameNumbers.Instance);
    private readonly List<int[]> _sets = [];

    /// <summary>How many distinct sets there are.</summary>
    public int Count => _sets.Count;

    /// <summary>The labels of a set, ascending, each once.</summary>
    public IReadOnlyList<int> this[int set] => _sets[set];

    /// <summary>The index of a set, which is added when it is new.</summary>
    /// <param name="labels">Indexes of labels in any order; doubles count once; may be empty.</param>
    public int IndexOf(params IEnumerable<int> labels)
    {
        int[] set = [.. labels.Distinct().Order()];
        if (!_indexes.TryGetValue(set, out var index))
        {
            _indexes.Add(set, index = _sets.Count);
            _sets.Add(set);
        }

        return index;
    }
}

/// <summary>Arrays are equal when their numbers are; a span of the same numbers finds them.</summary>
internal sealed class SameNumbers : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
{
    public static SameNumbers Instance { get; } = new();

    public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] int[] obj) => GetHashCode((ReadOnlySpan<int>)obj);

    public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<int> alternate)
    {
        var hash = 17;
        foreach (var number in alternate)
            hash = unchecked((hash * -1640531535) + number);
        return hash ^ (int)((uint)hash >> 15);
    }

    public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
}
