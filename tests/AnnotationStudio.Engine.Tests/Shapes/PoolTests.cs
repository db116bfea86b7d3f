using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Shapes;

public sealed class PoolTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"pool-{Guid.NewGuid():N}");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Append_NewTexts_KeepsOldRowsAndFindsNewOnes()
    {
        var (space, pool, _) = SmallPool.Build(30);

        pool.Append([7], space.Featurize(["the pothole near my house"]).Features!);

        Assert.Equal(31, pool.Count);
        Assert.Equal(30, pool.RowOf(7));
        Assert.Equal(7, pool.Item(30));
        Assert.Equal(5, pool.RowOf(1005));
        Assert.Equal(-1, pool.RowOf(1));
    }

    [Fact]
    public void Append_ItemHeldAlreadyOrOtherVersion_IsRefused()
    {
        var (space, pool, _) = SmallPool.Build(30);
        var (otherSpace, _, _) = SmallPool.Build(40, seed: 2);

        Assert.Throws<ArgumentException>(() => pool.Append([1003], space.Featurize(["a"]).Features!));
        Assert.Throws<ArgumentException>(() => pool.Append([8], otherSpace.Featurize(["a"]).Features!));
        Assert.Throws<ArgumentException>(() => pool.Append([8, 9], space.Featurize(["a"]).Features!));
        Assert.Equal(30, pool.Count);
    }

    [Fact]
    public void Remove_Item_IsMaskedAndStaysSo()
    {
        var (space, pool, _) = SmallPool.Build(30);

        Assert.True(pool.Remove(1003));
        Assert.False(pool.Remove(1003));
        pool.Save(_path);
        var opened = Pool.Open(_path, space.Version);

        Assert.True(opened.IsRemoved(3));
        Assert.Equal(-1, opened.RowOf(1003));
        Assert.Equal(1, opened.RemovedCount);
    }

    [Fact]
    public void Compact_ItemsRemoved_HoldsTheOthersAsTheyWere()
    {
        var (_, pool, _) = SmallPool.Build(30);
        pool.Remove(1003);
        pool.Remove(1029);

        var compact = pool.Compact();

        Assert.Equal((28, 0, -1), (compact.Count, compact.RemovedCount, compact.RowOf(1003)));
        Assert.Equal(pool.Gather([4]).Words.Columns(0), compact.Gather([compact.RowOf(1004)]).Words.Columns(0));
        Assert.Equal(pool.Gather([28]).Embedding(0), compact.Gather([27]).Embedding(0));
    }

    [Fact]
    public void Open_Saved_HasTheSameRows()
    {
        var (space, pool, _) = SmallPool.Build(40);
        pool.Save(_path);

        var opened = Pool.Open(_path, space.Version);

        Assert.Equal(pool.Count, opened.Count);
        var (expected, actual) = (pool.Gather([0, 39]), opened.Gather([0, 39]));
        for (var row = 0; row < 2; row++)
        {
            Assert.Equal(expected.Words.Columns(row), actual.Words.Columns(row));
            Assert.Equal(expected.Characters.Weights(row), actual.Characters.Weights(row));
            Assert.Equal(expected.Embedding(row), actual.Embedding(row));
        }
    }

    [Fact]
    public void Append_AfterOpen_GoesOn()
    {
        var (space, pool, _) = SmallPool.Build(40);
        pool.Save(_path);
        var opened = Pool.Open(_path, space.Version);

        opened.Append([1], space.Featurize(["leak in the pipe"]).Features!);
        opened.Save(_path);

        Assert.Equal(41, Pool.Open(_path, space.Version).Count);
    }

    [Fact]
    public void Append_MoreThanAChunk_RowsStayInPlace()
    {
        var texts = SmallPool.Make(3000).Texts;
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions { CharacterTexts = 0 });
        var rows = space.Featurize(texts).Features!;
        var pool = new Pool(space.Layout);

        for (var part = 0; part < 6; part++)
            pool.Append([.. Enumerable.Range(part * 3000, 3000).Select(item => (long)item)], rows);
        pool.Save(_path);
        var opened = Pool.Open(_path, space.Version);

        Assert.Equal(2, opened.Chunks.Count);
        Assert.Equal(rows.Words.Columns(2999), opened.Gather([17_999]).Words.Columns(0));
        Assert.Equal(rows.Embedding(1384), opened.Gather([Pool.ChunkRows]).Embedding(0));
    }

    [Fact]
    public void Append_MoreIsComing_MakesRoomForItAtOnceAmongPinnedArrays()
    {
        // Given: rows of 8 KB.
        const int PinnedHeap = 4;
        var layout = new FeatureLayout("wide", 1, 0, 2_000);
        var row = new FeatureRows(layout);
        row.Append([], [], [], [], new Half[4_000]);
        var pool = new Pool(layout);

        pool.Append([1], row, coming: 9_999);
        GC.Collect();
        var pinned = GC.GetGCMemoryInfo(GCKind.FullBlocking).GenerationInfo[PinnedHeap].SizeAfterBytes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var item = 2; item <= 100; item++)
            pool.Append([item], row, coming: 10_000 - item);
        var further = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(pinned >= 80_000_000, $"{pinned} bytes pinned");
        Assert.True(further < 100_000, $"{further} bytes for what was coming");
        Assert.Equal(100, pool.Count);
    }

    [Fact]
    public void Open_MissingOrOtherVersion_IsRefused()
    {
        var (_, pool, _) = SmallPool.Build(30);

        Assert.Throws<InvalidDataException>(() => Pool.Open(_path, pool.Layout.Version));
        pool.Save(_path);
        Assert.Throws<InvalidDataException>(() => Pool.Open(_path, "another"));
    }

    [Theory]
    [InlineData(0)] // magic
    [InlineData(9)] // committed length
    [InlineData(20)] // checksum
    [InlineData(60)] // layout
    [InlineData(400)]
    [InlineData(-1)]
    public void Open_OneBitWrong_IsRefused(int at)
    {
        var (_, pool, _) = SmallPool.Build(30);
        pool.Save(_path);
        var bytes = File.ReadAllBytes(_path);
        bytes[at < 0 ? bytes.Length + at : at] ^= 4;
        File.WriteAllBytes(_path, bytes);

        Assert.Throws<InvalidDataException>(() => Pool.Open(_path, pool.Layout.Version));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(48)]
    [InlineData(1000)]
    public void Open_Short_IsRefused(int length)
    {
        var (_, pool, _) = SmallPool.Build(30);
        pool.Save(_path);
        File.WriteAllBytes(_path, File.ReadAllBytes(_path)[..length]);

        Assert.Throws<InvalidDataException>(() => Pool.Open(_path, pool.Layout.Version));
    }
}
