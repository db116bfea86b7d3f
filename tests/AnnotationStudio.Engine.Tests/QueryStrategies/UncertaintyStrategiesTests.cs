using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.QueryStrategies;

public sealed class UncertaintyStrategiesTests
{
    // Margins .00, .10, .40; best .45, .50, .40 …: each strategy has another favourite.
    private static readonly PoolView Table = View(LabelTask.Single, [[.46f, .46f, .08f], [.40f, .30f, .30f], [.60f, .20f, .20f], [.49f, .46f, .05f]]);

    [Fact]
    public void Margin_Table_SmallestDistanceOfTheTwoBest() =>
        Assert.Equal([0, 3, 1, 2], new MarginSampling().Select(Table, 4, new Random(1)));

    [Fact]
    public void LeastConfidence_Table_LowestBest() =>
        Assert.Equal([1, 0, 3, 2], new LeastConfidence().Select(Table, 4, new Random(1)));

    [Fact]
    public void Entropy_Table_LeastTold() =>
        Assert.Equal([1, 2, 0, 3], new EntropySampling().Select(Table, 4, new Random(1)));

    [Fact]
    public void Margin_MultiLabel_MeanDistanceFromEachThreshold()
    {
        // Thresholds .5 and .2: the second candidate lies on both, the first on one, the third on none.
        var view = View(LabelTask.Multi, [[.5f, .9f], [.5f, .2f], [.05f, .95f]], [.5f, .2f]);

        Assert.Equal([1, 0, 2], new MarginSampling().Select(view, 3, new Random(1)));
    }

    [Fact]
    public void ClusterMargin_TwoGroups_TakesTheMostUncertainOfEach()
    {
        // Given: candidates 0–9 in one place, 10–19 in another; uncertainty falls with the number.
        float[][] rows = [.. Enumerable.Range(0, 20).Select(i => new[] { .5f + (.01f * i), .5f - (.01f * i) })];
        var view = View(LabelTask.Single, rows, null, i => i < 10 ? [1, .01f * i, 0, .1f * i] : [0, .01f * i, 1, .1f * (i - 10)]);

        Assert.Equal([0, 10], new ClusterMargin().Select(view, 2, new Random(1)));
    }

    [Fact]
    public void ClusterLoss_TwoGroups_TakesTheCostliestOfEach()
    {
        // Given: candidates 0–9 in one place, 10–19 in another; the likely label is more certain with each.
        float[][] rows = [.. Enumerable.Range(0, 20).Select(i => new[] { .55f + (.02f * i), .1f })];
        var view = View(LabelTask.Multi, rows, null, i => i < 10 ? [1, .01f * i, 0, .1f * i] : [0, .01f * i, 1, .1f * (i - 10)]);

        Assert.Equal([0, 10], new ClusterLoss().Select(view, 2, new Random(1)));
    }

    [Theory]
    [InlineData(LabelTask.Single, 49, typeof(SubSampling))]
    [InlineData(LabelTask.Multi, 49, typeof(SubSampling))]
    [InlineData(LabelTask.Single, 50, typeof(ClusterMargin))]
    [InlineData(LabelTask.Multi, 50, typeof(ClusterLoss))]
    public void Default_ByLabelsAndTask_CoversAndThenDoubts(LabelTask task, int labelled, Type expected) =>
        Assert.IsType(expected, new DefaultChoice().At(labelled, task));

    [Fact]
    public void ClusterMargin_NearDuplicates_TakesAtMostOne()
    {
        // Given: the ten most uncertain say the same thing.
        float[][] rows = [.. Enumerable.Range(0, 30).Select(i => new[] { .5f + (.01f * i), .5f - (.01f * i) })];
        var random = new Random(2);
        var view = View(LabelTask.Single, rows, null, i => i < 10 ? [1, 0, 0, 0] : [0, random.NextSingle() - .5f, random.NextSingle() - .5f, random.NextSingle() - .5f]);

        var chosen = new ClusterMargin().Select(view, 5, new Random(1));

        Assert.Single(chosen, candidate => candidate < 10);
    }

    [Fact]
    public void ClusterMargin_NothingButDuplicates_StillFillsTheBatch()
    {
        float[][] rows = [.. Enumerable.Range(0, 30).Select(_ => new[] { .5f, .5f })];
        var view = View(LabelTask.Single, rows, null, _ => [1, 0, 0, 0]);

        Assert.Equal(12, new ClusterMargin().Select(view, 12, new Random(1)).Distinct().Count());
    }

    [Fact]
    public void KMeansStart_SeparateGroups_OneOfEach()
    {
        // Given: five groups of ten, far apart.
        var view = new PoolView(LabelTask.Single, 50, null, null, (i, into) => { into.Clear(); into[i / 10] = 10 + (.01f * (i % 10)); }, 5);

        var chosen = new KMeansStart().Select(view, 5, new Random(1));

        Assert.Equal([0, 1, 2, 3, 4], chosen.Select(candidate => candidate / 10).Order());
    }

    [Fact]
    public void MinimumMargin_MultiLabel_TheNearestLabelCounts()
    {
        // Nearness of the nearest label: .8, 1, .4; the mean puts the first ahead of the second.
        var view = View(LabelTask.Multi, [[.4f, .4f], [.5f, 1], [.2f, .8f]]);

        Assert.Equal([1, 0, 2], new MinimumMargin().Select(view, 3, new Random(1)));
        Assert.Equal([0, 1, 2], new MarginSampling().Select(view, 3, new Random(1)));
    }

    [Fact]
    public void MaximumLoss_MultiLabel_CostOfTheLikelyLabels()
    {
        // Likely one label each: (1 − .9) + .1 = .2, (1 − .5) + .4 = .9, (1 − .7) + .3 = .6.
        var view = View(LabelTask.Multi, [[.9f, .1f], [.5f, .4f], [.7f, .3f]]);

        Assert.Equal([1, 2, 0], new MaximumLoss().Select(view, 3, new Random(1)));
    }

    [Fact]
    public void LabelCardinality_MultiLabel_AnotherNumberThanUsual()
    {
        // Usual is one label: the second suggests two, the others one.
        var view = View(LabelTask.Multi, [[.6f, .4f], [.6f, .6f], [.9f, .1f]], labelled: new LabelledView([[0], [1]], 2));

        Assert.Equal(1, new LabelCardinality().Select(view, 1, new Random(1))[0]);
    }

    [Fact]
    public void QueryByCommittee_Members_WhereTheyDisagree()
    {
        // Given: the members agree on an even candidate, and differ on a clear one.
        ProbabilityMatrix[] members = [Matrix([[.5f, .5f], [.9f, .1f]]), Matrix([[.5f, .5f], [.2f, .8f]])];
        var view = new PoolView(LabelTask.Single, 2) { Committee = asked => members };

        Assert.Equal([1, 0], new QueryByCommittee().Select(view, 2, new Random(1)));
    }

    [Theory]
    [InlineData("default", typeof(DefaultChoice))]
    [InlineData("random", typeof(RandomSampling))]
    [InlineData("least-confidence", typeof(LeastConfidence))]
    public void Find_Name_GivesTheStrategy(string name, Type expected) => Assert.IsType(expected, QueryStrategyNames.Find(name));

    [Fact]
    public void Find_UnknownName_ListsThoseThereAre()
    {
        var refusal = Assert.Throws<ArgumentException>(() => QueryStrategyNames.Find("magic"));

        Assert.All(QueryStrategyNames.All, name => Assert.Contains(name, refusal.Message, StringComparison.Ordinal));
        Assert.All(QueryStrategyNames.All, name => Assert.NotNull(QueryStrategyNames.Find(name)));
    }

    private static PoolView View(LabelTask task, float[][] rows, float[]? thresholds = null, Func<int, float[]>? embedding = null, LabelledView? labelled = null)
    {
        float[][]? embeddings = embedding is null ? null : [.. Enumerable.Range(0, rows.Length).Select(embedding)];
        return new PoolView(task, rows.Length, Matrix(rows), thresholds, embeddings is null ? null : (i, into) => embeddings[i].CopyTo(into), 4) { Labelled = labelled };
    }

    private static ProbabilityMatrix Matrix(float[][] rows)
    {
        var matrix = new ProbabilityMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(matrix[row]);
        return matrix;
    }
}
