using System.Diagnostics.CodeAnalysis;

namespace AnnotationStudio.Engine.Shapes;

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
