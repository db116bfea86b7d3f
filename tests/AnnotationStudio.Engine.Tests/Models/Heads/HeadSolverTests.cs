using AnnotationStudio.Engine.Models.Heads;
using AnnotationStudio.Engine.Shapes;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AnnotationStudio.Engine.Tests.Models.Heads;

public sealed class HeadSolverTests
{
    private const double C = 10;

    [Theory]
    [InlineData(LabelTask.Single, 2)]
    [InlineData(LabelTask.Single, 5)]
    [InlineData(LabelTask.Multi, 4)]
    public void Fit_RandomRows_GradientOfTheRecipesObjectiveIsZero(LabelTask task, int labels)
    {
        var (rows, targets, all) = Problem(task, labels, 60, 8);

        var solution = HeadSolver.Fit(Gram(rows), targets, C, default);

        var largest = Gradient(rows, targets, all, task, solution).Max(Math.Abs);
        Assert.True(largest < 5e-3, $"largest part of the gradient {largest}");
    }

    [Fact]
    public void Fit_TwoLabels_SameWeightsAsMicrosoftML()
    {
        // Given: weights of a logistic head with L2 = 1/C and the plain sum of losses, as Microsoft.ML minimises it.
        var (rows, targets, all) = Problem(LabelTask.Multi, 3, 80, 6);
        var context = new MLContext(1);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 6);
        var view = context.Data.LoadFromEnumerable(rows.Select((row, i) => new Row { Features = row, Label = all[i].Contains(1) }), schema);
        var expected = context.BinaryClassification.Trainers.LbfgsLogisticRegression(new Microsoft.ML.Trainers.LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = (float)(1 / C),
            OptimizationTolerance = 1e-7f,
            MaximumNumberOfIterations = 1000,
            NumberOfThreads = 1,
        }).Fit(view).Model.SubModel;

        var solution = HeadSolver.Fit(Gram(rows), targets, C, default);

        Assert.Equal(expected.Bias, solution.Intercepts[1], .005f);
        foreach (var (own, other) in Weights(rows, solution.Shares[1]).Zip(expected.Weights))
            Assert.Equal(other, own, .005);
    }

    [Fact]
    public void Fit_Twice_SameNumbers()
    {
        var (rows, targets, _) = Problem(LabelTask.Single, 3, 40, 5);

        var first = HeadSolver.Fit(Gram(rows), targets, C, default);
        var second = HeadSolver.Fit(Gram(rows), targets, C, default);

        Assert.Equal(first.Shares, second.Shares);
        Assert.Equal(first.Intercepts, second.Intercepts);
    }

    [Fact]
    public void Fit_OutputsTogether_SameAsEachAlone()
    {
        var (rows, targets, all) = Problem(LabelTask.Multi, 4, 60, 8);
        int[][] alone = [.. all.Select(labels => labels.Contains(2) ? new[] { 2 } : [])];

        var together = HeadSolver.Fit(Gram(rows), targets, C, default);
        var single = HeadSolver.Fit(Gram(rows), new HeadTargets(LabelTask.Multi, 4, alone), C, default);

        Assert.Equal(single.Intercepts[0], together.Intercepts[2], .001f);
        Assert.Equal(Weights(rows, single.Shares[0]), Weights(rows, together.Shares[2]), (a, b) => Math.Abs(a - b) < .002);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Fit_OnlyOneLabelEverywhere_IsSureOfIt(LabelTask task)
    {
        var (rows, _, _) = Problem(task, 2, 20, 5);
        int[][] all = [.. Enumerable.Range(0, 20).Select(_ => new[] { 1 })];

        var solution = HeadSolver.Fit(Gram(rows), new HeadTargets(task, 2, all), C, default);

        Assert.All(solution.Shares[0], share => Assert.Equal(0, share));
        Assert.True(task == LabelTask.Single || solution.Intercepts[0] > 3);
    }

    [Fact]
    public void Fit_Cancelled_StopsBeforeTheNextIteration()
    {
        var (rows, targets, _) = Problem(LabelTask.Single, 3, 40, 5);
        using var cancelled = new CancellationTokenSource();
        var products = new CancellingProducts(Gram(rows), 3, cancelled);

        Assert.Throws<OperationCanceledException>(() => HeadSolver.Fit(products, targets, C, cancelled.Token));

        Assert.Equal(3, products.Asked);
    }

    private static (float[][] Rows, HeadTargets Targets, int[][] All) Problem(LabelTask task, int labels, int count, int width)
    {
        var random = new Random(4);
        float[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => random.NextSingle() - .5f).ToArray())];
        int[][] all = [.. Enumerable.Range(0, count).Select(i => task == LabelTask.Single
            ? new[] { i < labels ? i : (int)(labels * random.NextDouble() * random.NextDouble()) }
            : [.. Enumerable.Range(0, labels).Where(_ => random.NextDouble() < .3)])];
        return (rows, new HeadTargets(task, labels, all), all);
    }

    private static GramProducts Gram(float[][] rows) => new([.. rows.Select(row => rows.Select(other => row.Zip(other, (a, b) => a * b).Sum()).ToArray())]);

    private static double[] Weights(float[][] rows, float[] shares) =>
        [.. Enumerable.Range(0, rows[0].Length).Select(d => rows.Zip(shares, (row, share) => (double)row[d] * share).Sum())];

    // Written out from the recipe: Σ c·NLL + |W|²/(2C), c = n/(k·n_y) for one label a row and 1 for many.
    private static IEnumerable<double> Gradient(float[][] rows, HeadTargets targets, int[][] all, LabelTask task, HeadSolver.Solution solution)
    {
        var outputs = targets.Outputs;
        double[][] weights = [.. solution.Shares.Select(shares => Weights(rows, shares))];
        var gradient = weights.Select(own => own.Select(weight => weight / C).ToArray()).ToArray();
        var intercepts = new double[outputs];
        for (var i = 0; i < rows.Length; i++)
        {
            double[] scores = [.. Enumerable.Range(0, outputs).Select(o => solution.Intercepts[o] + rows[i].Zip(weights[o], (a, b) => a * b).Sum())];
            for (var o = 0; o < outputs; o++)
            {
                var truth = all[i].Contains(targets.Seen[o]) ? 1 : 0;
                var same = all.Count(other => other.SequenceEqual(all[i]));
                var residual = task == LabelTask.Single
                    ? (double)rows.Length / (outputs * same) * ((Math.Exp(scores[o]) / scores.Sum(Math.Exp)) - truth)
                    : (1 / (1 + Math.Exp(-scores[o]))) - truth;
                intercepts[o] += residual;
                for (var d = 0; d < rows[i].Length; d++)
                    gradient[o][d] += residual * rows[i][d];
            }
        }

        return gradient.SelectMany(own => own).Concat(intercepts);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class CancellingProducts(IRowProducts inner, int after, CancellationTokenSource source) : IRowProducts
    {
        public int Asked { get; private set; }

        public int Count => inner.Count;

        public void Multiply(float[][] shares, float[][] into, IReadOnlyList<int> outputs)
        {
            inner.Multiply(shares, into, outputs);
            if (++Asked == after)
                source.Cancel();
        }
    }
}
