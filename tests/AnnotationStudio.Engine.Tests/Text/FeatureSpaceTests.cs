using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Text;

public sealed class FeatureSpaceTests
{
    private static readonly string[] Texts = SmallPool.Make(300).Texts;

    [Fact]
    public void Learn_AnyNumberOfThreads_SameVersionAndRows()
    {
        var one = FeatureSpace.Learn(Texts, Texts.Length, new FeatureSpaceOptions { Threads = 1 });
        var three = FeatureSpace.Learn(Texts, Texts.Length, new FeatureSpaceOptions { Threads = 3 });

        Assert.Equal(one.Version, three.Version);
        AssertSameRows(one.Featurize(Texts, 1).Features!, three.Featurize(Texts, 3).Features!);
    }

    [Fact]
    public void Load_Saved_SameVersionAndRows()
    {
        var space = FeatureSpace.Learn(Texts, Texts.Length);
        var stream = new MemoryStream();
        space.Save(stream);
        stream.Position = 0;

        var loaded = FeatureSpace.Load(stream);

        Assert.Equal(space.Layout, loaded.Layout);
        AssertSameRows(space.Featurize(Texts).Features!, loaded.Featurize(Texts).Features!);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(500)]
    [InlineData(-1)]
    public void Load_Damaged_IsRefused(int at)
    {
        var stream = new MemoryStream();
        FeatureSpace.Learn(Texts, Texts.Length).Save(stream);
        var bytes = stream.ToArray();
        bytes[at < 0 ? bytes.Length + at : at] ^= 0x10;

        Assert.Throws<InvalidDataException>(() => FeatureSpace.Load(new MemoryStream(bytes)));
        Assert.Throws<InvalidDataException>(() => FeatureSpace.Load(new MemoryStream(bytes[..(bytes.Length / 2)])));
    }

    [Fact]
    public void Featurize_PoolText_EachBlockHasLengthOne()
    {
        var space = FeatureSpace.Learn(Texts, Texts.Length);

        var rows = space.Featurize(Texts[..5]).Features!;

        for (var row = 0; row < rows.Count; row++)
        {
            Assert.Equal(1, Length(rows.Words.Weights(row)), 2);
            Assert.Equal(1, Length(rows.Characters.Weights(row)), 2);
            Assert.Equal(1, Length(rows.Embedding(row)[..space.Layout.Dimensions]), 2);
            Assert.Equal(1, Length(rows.Embedding(row)[space.Layout.Dimensions..]), 2);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("xyzzy plugh")]
    public void Featurize_NothingKnown_EmbeddingsAreZero(string text)
    {
        var space = FeatureSpace.Learn(Texts, Texts.Length);

        var rows = space.Featurize([text]).Features!;

        Assert.All(rows.Embedding(0).ToArray(), value => Assert.Equal(Half.Zero, value));
    }

    [Fact]
    public void Featurize_TextsOfOneKind_AreCloserThanOthers()
    {
        var (texts, kinds) = SmallPool.Make(300);
        var rows = FeatureSpace.Learn(texts, texts.Length).Featurize(texts).Features!;
        var (same, other) = (0.0, 0.0);
        float[] a = new float[rows.EmbeddingWidth], b = new float[rows.EmbeddingWidth];

        for (var i = 0; i < 60; i += 3)
        {
            rows.Embedding(i, a);
            rows.Embedding(i + 3, b);
            same += TensorPrimitives.Dot<float>(a, b);
            rows.Embedding(i + 4, b);
            other += TensorPrimitives.Dot<float>(a, b);
        }

        Assert.Equal(kinds[0], kinds[3]);
        Assert.True(same > other + 2, $"same {same}, other {other}");
    }

    [Fact]
    public void Learn_LargePool_LeavesCharactersOut()
    {
        var space = FeatureSpace.Learn(Texts, Texts.Length, new FeatureSpaceOptions { CharacterTexts = 299, VectorTexts = 100 });

        var rows = space.Featurize(Texts).Features!;

        Assert.Equal(0, space.Layout.CharacterColumns);
        Assert.Equal(0, rows.Characters.Entries);
        Assert.True(rows.Words.Entries > 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Learn_AlmostNoTexts_StillFeaturizes(int count)
    {
        var space = FeatureSpace.Learn(Texts[..count], count);

        Assert.Equal(3, space.Featurize(Texts[..3]).Features!.Count);
    }

    [Fact]
    public void Learn_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => FeatureSpace.Learn(Texts, Texts.Length, null, null, cancelled.Token));
    }

    private static double Length(ReadOnlySpan<Half> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += (double)value * (double)value;
        return Math.Sqrt(sum);
    }

    private static void AssertSameRows(FeatureRows expected, FeatureRows actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var row = 0; row < expected.Count; row++)
        {
            Assert.Equal(expected.Words.Columns(row), actual.Words.Columns(row));
            Assert.Equal(expected.Words.Weights(row), actual.Words.Weights(row));
            Assert.Equal(expected.Characters.Columns(row), actual.Characters.Columns(row));
            Assert.Equal(expected.Embedding(row), actual.Embedding(row));
        }
    }
}
