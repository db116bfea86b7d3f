using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.RegressionTier;

public sealed class ScaledRowsTests
{
    private const int Outputs = 20;
    private static readonly (HeadRows Rows, int Count) Small = Make();

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(19)]
    public void Multiply_AfterOtherOutputs_IsAsIfAskedFirst(params int[] asked)
    {
        var shares = Shares();
        var (used, fresh) = (new ScaledRows(Small.Rows, BlockWeights.For(Small.Count)), new ScaledRows(Small.Rows, BlockWeights.For(Small.Count)));
        var (again, first) = (Products(), Products());
        used.Multiply(shares, Products(), [.. Enumerable.Range(0, Outputs)]);

        used.Multiply(shares, again, asked);
        fresh.Multiply(shares, first, asked);

        Assert.All(asked, output => Assert.Equal(first[output], again[output]));
        Assert.Contains(again[asked[0]], product => product != 0);
    }

    [Fact]
    public void Multiply_Again_TakesNoMoreMemory()
    {
        var (rows, shares, into) = (new ScaledRows(Small.Rows, BlockWeights.For(Small.Count)), Shares(), Products());
        int[] all = [.. Enumerable.Range(0, Outputs)];
        rows.Multiply(shares, into, all);

        var before = GC.GetAllocatedBytesForCurrentThread();
        rows.Multiply(shares, into, all);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4_096, $"{GC.GetAllocatedBytesForCurrentThread() - before} bytes");
    }

    private static (HeadRows Rows, int Count) Make()
    {
        var (space, pool, _) = SmallPool.Build(200);
        var batch = new TextBatch(pool.Gather([.. Enumerable.Range(0, pool.Count)]));
        return (HeadRows.Of(batch, space, null, Outputs, 1, default), pool.Count);
    }

    private static float[][] Shares()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Outputs).Select(_ => Enumerable.Range(0, Small.Count).Select(_ => random.NextSingle() - .5f).ToArray())];
    }

    private static float[][] Products() => [.. Enumerable.Range(0, Outputs).Select(_ => new float[Small.Count])];
}
