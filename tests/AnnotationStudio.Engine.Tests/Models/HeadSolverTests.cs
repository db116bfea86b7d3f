using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using Microsoft.ML.Data;

namespace AnnotationStudio.Engine.Tests.Models;

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

        var solution = HeadSolver.Fit(rows, new HeadTargets(task, labels, all), C, default);

        var largest = Gradient(rows, targets, all, task, solution).Max(Math.Abs);
        Assert.True(largest < 5e-3, $"largest part of the gradient {largest}");
    }

    [Fact]
    public void Fit_Twice_SameNumbers()
    {
        var (rows, _, all) = Problem(LabelTask.Single, 3, 40, 5);

        var first = HeadSolver.Fit(rows, new HeadTargets(LabelTask.Single, 3, all), C, default);
        var second = HeadSolver.Fit(rows, new HeadTargets(LabelTask.Single, 3, all), C, default);

        Assert.Equal(first.Weights, second.Weights);
        Assert.Equal(first.Intercepts, second.Intercepts);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Fit_OnlyOneLabelEverywhere_IsSureOfIt(LabelTask task)
    {
        var (rows, _, _) = Problem(task, 2, 20, 5);
        int[][] all = [.. Enumerable.Range(0, 20).Select(_ => new[] { 1 })];

        var solution = HeadSolver.Fit(rows, new HeadTargets(task, 2, all), C, default);

        Assert.All(solution.Weights[0], weight => Assert.Equal(0, weight));
        Assert.True(task == LabelTask.Single || solution.Intercepts[0] > 3);
    }

    [Fact]
    public void Fit_CancelledInsideOneFit_StopsWithinASecond()
    {
        // One fit alone, seconds long when left to itself: only the trainer's log can end it.
        var (rows, _, all) = Problem(LabelTask.Single, 8, 6000, 1500);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var started = System.Diagnostics.Stopwatch.StartNew();

        Assert.Throws<OperationCanceledException>(() => HeadSolver.Fit(rows, new HeadTargets(LabelTask.Single, 8, all), C, source.Token));

        Assert.InRange(started.Elapsed.TotalSeconds, 0, 1.5);
    }

    private static (VBuffer<float>[] Rows, HeadTargets Targets, int[][] All) Problem(LabelTask task, int labels, int count, int width)
    {
        var random = new Random(4);
        VBuffer<float>[] rows = [.. Enumerable.Range(0, count).Select(_ =>
            new VBuffer<float>(width, [.. Enumerable.Range(0, width).Select(_ => random.NextSingle() - .5f)]))];
        int[][] all = [.. Enumerable.Range(0, count).Select(i => task == LabelTask.Single
            ? new[] { i < labels ? i : (int)(labels * random.NextDouble() * random.NextDouble()) }
            : [.. Enumerable.Range(0, labels).Where(_ => random.NextDouble() < .3)])];
        return (rows, new HeadTargets(task, labels, all), all);
    }

    // Written out from the recipe: Σ c·NLL + |W|²/(2C), c = n/(k·n_y) for one label a row and 1 for many.
    private static IEnumerable<double> Gradient(VBuffer<float>[] rows, HeadTargets targets, int[][] all, LabelTask task, HeadSolver.Solution solution)
    {
        var outputs = targets.Outputs;
        var gradient = solution.Weights.Select(own => own.Select(weight => weight / C).ToArray()).ToArray();
        var intercepts = new double[outputs];
        for (var i = 0; i < rows.Length; i++)
        {
            var x = rows[i].DenseValues().Select(value => (double)value).ToArray();
            double[] scores = [.. Enumerable.Range(0, outputs).Select(o => solution.Intercepts[o] + x.Zip(solution.Weights[o], (a, b) => a * b).Sum())];
            for (var o = 0; o < outputs; o++)
            {
                var truth = all[i].Contains(targets.Seen[o]) ? 1 : 0;
                var same = all.Count(other => other.SequenceEqual(all[i]));
                var residual = task == LabelTask.Single
                    ? (double)rows.Length / (outputs * same) * ((Math.Exp(scores[o]) / scores.Sum(Math.Exp)) - truth)
                    : (1 / (1 + Math.Exp(-scores[o]))) - truth;
                intercepts[o] += residual;
                for (var d = 0; d < x.Length; d++)
                    gradient[o][d] += residual * x[d];
            }
        }

        return gradient.SelectMany(own => own).Concat(intercepts);
    }
}
