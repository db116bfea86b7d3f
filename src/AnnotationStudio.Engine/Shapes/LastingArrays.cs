namespace AnnotationStudio.Engine.Shapes;

/// <summary>Large arrays that live as long as a pool, kept apart from those that come and go.</summary>
/// <remarks>
/// The collector lets the heap of large arrays grow by as much as several times what survives in it before it looks: a pool of a gigabyte there let each ranking's
/// matrices pile up to gigabytes of garbage. Among pinned arrays, which have a heap of their own, it no longer counts.
/// </remarks>
internal static class LastingArrays
{
    // Below it an array lies among the small ones, which are moved together: pinning those would leave holes.
    private const int LeastBytes = 85_000;

    /// <summary>An array of any content, to be filled by the caller.</summary>
    public static unsafe T[] Of<T>(int length)
        where T : unmanaged =>
        GC.AllocateUninitializedArray<T>(length, pinned: (long)length * sizeof(T) >= LeastBytes);

    /// <summary>Replaces an array by a longer one that begins with the first of its values.</summary>
    public static void Grow<T>(ref T[] values, int used, int length)
        where T : unmanaged
    {
        var longer = Of<T>(length);
        values.AsSpan(0, used).CopyTo(longer);
        values = longer;
    }
}
