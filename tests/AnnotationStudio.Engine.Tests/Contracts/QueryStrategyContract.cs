using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Contracts;

/// <summary>What every strategy must obey, on tables of numbers.</summary>
public abstract class QueryStrategyContract
{
    protected abstract IQueryStrategy Strategy { get; }

    [Theory]
    [InlineData(LabelTask.Single, 200, 0)]
    [InlineData(LabelTask.Single, 200, 1)]
    [InlineData(LabelTask.Single, 200, 25)]
    [InlineData(LabelTask.Single, 30, 30)]
    [InlineData(LabelTask.Multi, 200, 25)]
    public void Select_AnyCount_DistinctCandidates(LabelTask task, int candidates, int count)
    {
        var chosen = Strategy.Select(View(task, candidates), count, new Random(1));

        Assert.Equal(count, chosen.Length);
        Assert.Equal(count, chosen.Distinct().Count());
        Assert.All(chosen, candidate => Assert.InRange(candidate, 0, candidates - 1));
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Select_SameSeed_SameAnswer(LabelTask task)
    {
        var first = Strategy.Select(View(task, 200), 25, new Random(9));
        var second = Strategy.Select(View(task, 200), 25, new Random(9));

        Assert.Equal(first, second);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(-1)]
    public void Select_PoolTooSmall_IsRefused(int count)
    {
        Assert.Throws<ArgumentException>(() => Strategy.Select(View(LabelTask.Single, 10), count, new Random(1)));
    }

    [Fact]
    public void Select_NeedsMissing_IsRefused()
    {
        var bare = new PoolView(LabelTask.Single, 10);
        if (Strategy.Needs == PoolNeeds.None)
            Assert.Equal(2, Strategy.Select(bare, 2, new Random(1)).Length);
        else
            Assert.Throws<ArgumentException>(() => Strategy.Select(bare, 2, new Random(1)));
    }

    [Fact]
    public void Select_AllEqual_TiesAreNotSettledByOrder()
    {
        var even = new ProbabilityMatrix(100, 4);
        even.Values.AsSpan().Fill(.25f);
        var view = new PoolView(LabelTask.Single, 100, even, null, (_, into) => into.Clear(), 4);

        var chosen = Strategy.Select(view, 20, new Random(1));

        Assert.Equal(20, chosen.Distinct().Count());
        Assert.Contains(chosen, candidate => candidate >= 50);
        Assert.Contains(chosen, candidate => candidate < 50);
    }

    protected static PoolView View(LabelTask task, int candidates)
    {
        var random = new Random(5);
        var probabilities = new ProbabilityMatrix(candidates, 4);
        float[] embeddings = [.. Enumerable.Range(0, candidates * 6).Select(_ => random.NextSingle() - .5f)];
        for (var candidate = 0; candidate < candidates; candidate++)
        {
            var row = probabilities[candidate];
            for (var label = 0; label < 4; label++)
                row[label] = random.NextSingle();
            if (task == LabelTask.Single)
                System.Numerics.Tensors.TensorPrimitives.Divide(row, System.Numerics.Tensors.TensorPrimitives.Sum<float>(row), row);
        }

        return new PoolView(
            task, candidates, probabilities, task == LabelTask.Multi ? [.2f, .3f, .4f, .5f] : null,
            (candidate, into) => embeddings.AsSpan(candidate * 6, 6).CopyTo(into), 6);
    }
}
