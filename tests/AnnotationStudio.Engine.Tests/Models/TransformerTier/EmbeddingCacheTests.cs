using AnnotationStudio.Engine.Models.TransformerTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

public sealed class EmbeddingCacheTests : IDisposable
{
    private const int Dimension = 7;
    private static readonly EncoderStamp Stamp = new("model", "reading");
    private readonly TemporaryFolder _folder = new();

    private string File => Path.Combine(_folder.Path, "1.embeddings");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryRead_AppendedAndOpenedAgain_SameNumbers()
    {
        using (var cache = Open())
            cache.Append([5, 9], Rows(5, 9));

        using var again = Open();
        again.Append([9, 12], Rows(1, 12));

        Assert.Equal(3, again.Count);
        foreach (var item in new[] { 5, 9, 12 })
            Assert.Equal(Rows(item)[0].ToArray(), Read(again, item));
        Assert.Null(Read(again, 6));
        Assert.True(again.Holds(12));
        Assert.False(again.Holds(6));
    }

    [Fact]
    public void Open_OfAnotherEncoderOrDimensionOrNoSuchFile_StartsAnew()
    {
        Fill();
        using (var other = EmbeddingCache.Open(File, Stamp with { Reading = "another" }, Dimension))
            Assert.Equal(0, other.Count);
        Fill();
        using (var wider = EmbeddingCache.Open(File, Stamp, Dimension + 4))
            Assert.Equal(0, wider.Count);
        System.IO.File.WriteAllText(File, "something else altogether, and longer than any header of this kind of file could be");
        using var foreign = Open();
        foreign.Append([1], Rows(1));
        Assert.Equal(1, foreign.Count);
    }

    [Fact]
    public void Open_CutOff_KeepsWhatIsWholeAndGoesOn()
    {
        Fill();
        var bytes = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, bytes[..^3]);

        using (var cache = Open())
        {
            Assert.Equal(1, cache.Count);
            cache.Append([3], Rows(3));
        }

        using var again = Open();
        Assert.Equal(Rows(1)[0].ToArray(), Read(again, 1));
        Assert.Null(Read(again, 2));
        Assert.Equal(Rows(3)[0].ToArray(), Read(again, 3));
    }

    [Fact]
    public void Open_DamagedRecord_IsAsIfNeverWritten()
    {
        Fill();
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[^20] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);

        using var cache = Open();

        Assert.NotNull(Read(cache, 1));
        Assert.Null(Read(cache, 2));
    }

    [Fact]
    public void Keep_SomeItems_TheOthersAreGoneFromTheFileToo()
    {
        Fill();
        using (var cache = Open())
        {
            Assert.Equal(1, cache.Keep(new HashSet<long> { 2, 7 }));
            Assert.Null(Read(cache, 1));
            Assert.NotNull(Read(cache, 2));
        }

        var bytes = System.IO.File.ReadAllBytes(File);
        Span<Half> gone = Rows(1)[0];
        Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Runtime.InteropServices.MemoryMarshal.AsBytes(gone)));
        using var again = Open();
        Assert.Equal(1, again.Count);
    }

    [Fact]
    public void Append_WrongShape_IsRefused()
    {
        using var cache = Open();

        Assert.Throws<ArgumentException>(() => cache.Append([1], new EmbeddingMatrix(1, 3)));
        Assert.Throws<ArgumentException>(() => cache.Append([1, 2], Rows(1)));
    }

    [Fact]
    public void TryRead_WhileOthersAppend_AlwaysWhole()
    {
        using var cache = Open();
        var writer = new Thread(() =>
        {
            for (var item = 1; item <= 2_000; item++)
                cache.Append([item], Rows(item));
        });
        writer.Start();

        for (var item = 1; item <= 2_000; item++)
            if (Read(cache, item) is { } found)
                Assert.Equal(Rows(item)[0].ToArray(), found);
        writer.Join();
        Assert.Equal(2_000, cache.Count);
    }

    private void Fill()
    {
        System.IO.File.Delete(File);
        using var cache = Open();
        cache.Append([1, 2], Rows(1, 2));
    }

    private EmbeddingCache Open() => EmbeddingCache.Open(File, Stamp, Dimension);

    private static Half[]? Read(EmbeddingCache cache, long item)
    {
        var into = new Half[Dimension];
        return cache.TryRead(item, into) ? into : null;
    }

    private static EmbeddingMatrix Rows(params int[] items)
    {
        var rows = new EmbeddingMatrix(items.Length, Dimension);
        for (var row = 0; row < items.Length; row++)
            for (var d = 0; d < Dimension; d++)
                rows[row][d] = (Half)(items[row] + (.125f * d));
        return rows;
    }
}
