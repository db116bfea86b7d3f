using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Models.RegressionTier;

public sealed class WarmRegressionTests
{
    private static readonly (FeatureSpace Space, Pool Pool, int[] Kinds) Small = SmallPool.Build(300);

    [Theory]
    [InlineData(LabelTask.Single, 2_000)]
    [InlineData(LabelTask.Single, 50)]
    [InlineData(LabelTask.Multi, 2_000)]
    public void Fit_AFewMoreRows_EndsWhereAColdFitEndsInFewerSteps(LabelTask task, int mostSpanRows)
    {
        // Given: a head of 100 rows, in the span of its rows or on columns.
        var options = new RegressionOptions { MostSpanRows = mostSpanRows };
        var (warm, cold) = (new WarmRegression(Small.Space, options), new WarmRegression(Small.Space, options));
        warm.Fit(Labelled(task, Enumerable.Range(0, 100)), new Random(1), default);
        int[] rows = [.. Enumerable.Range(100, 3).Concat(Enumerable.Range(0, 100))];

        var fromTheLast = warm.Fit(Labelled(task, rows), new Random(1), default);
        var fromZero = cold.Fit(Labelled(task, rows), new Random(1), default);

        Assert.All(Answers(fromTheLast).Zip(Answers(fromZero)), pair => Assert.Equal(pair.Second, pair.First, .002));
        Assert.True(warm.Iterations < cold.Iterations, $"{warm.Iterations} steps against {cold.Iterations}");
    }

    [Fact]
    public void Fit_AsTheTierDoes_GivesItsProbabilities()
    {
        var data = Labelled(LabelTask.Single, Enumerable.Range(0, 80));

        var own = new WarmRegression(Small.Space).Fit(data, new Random(1), default);
        using var tier = new Engine.Models.RegressionTier.RegressionTier(Small.Space).Train(data, null, new Random(1), default);

        Assert.Equal(Answers((RegressionModel)tier), Answers(own));
    }

    [Fact]
    public void Fit_RowGoneAndALabelCorrected_LearnsThat()
    {
        var warm = new WarmRegression(Small.Space);
        warm.Fit(Labelled(LabelTask.Single, Enumerable.Range(0, 60)), new Random(1), default);
        var data = Labelled(LabelTask.Single, Enumerable.Range(1, 59));
        data = data with { Targets = [[(data.Targets[0][0] + 1) % 3], .. data.Targets.Skip(1)] };

        var after = warm.Fit(data, new Random(1), default);
        var cold = new WarmRegression(Small.Space).Fit(data, new Random(1), default);

        Assert.All(Answers(after).Zip(Answers(cold)), pair => Assert.Equal(pair.Second, pair.First, .002));
    }

    [Fact]
    public void Fit_LabelRenamed_BeginsAnew()
    {
        var warm = new WarmRegression(Small.Space);
        var data = Labelled(LabelTask.Single, Enumerable.Range(0, 60));
        warm.Fit(data, new Random(1), default);
        var steps = warm.Iterations;

        warm.Fit(data with { Labels = LabelSet.Named(LabelTask.Single, ["one", "two", "three"]) }, new Random(1), default);

        Assert.Equal(steps, warm.Iterations);
    }

    [Fact]
    public void Fit_RowsWithoutItems_AreRefused()
    {
        var data = Labelled(LabelTask.Single, Enumerable.Range(0, 10));

        Assert.Throws<ArgumentException>(() => new WarmRegression(Small.Space).Fit(data with { Batch = new TextBatch(data.Batch.Features!) }, new Random(1), default));
    }

    private static TrainingSet Labelled(LabelTask task, IEnumerable<int> rows)
    {
        int[] all = [.. rows];
        var batch = new TextBatch(Small.Pool.Gather(all)) { Items = [.. all.Select(Small.Pool.Item)] };
        return new TrainingSet(batch, [.. all.Select(row => new[] { Small.Kinds[row] })], LabelSet.Named(task, SmallPool.Labels));
    }

    private static float[] Answers(RegressionModel model)
    {
        int[] rows = [.. Enumerable.Range(150, 100)];
        var answers = new ProbabilityMatrix(rows.Length, model.Labels.Count);
        model.Predict(Small.Pool, rows, answers, 1, default);
        return answers.Values;
    }
}
