using AnnotationStudio.Engine.Shapes;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace AnnotationStudio.Engine.Models;

/// <summary>Fits a head with Microsoft.ML's L-BFGS: minimises <c>Σ c·NLL + |W|²/(2C)</c>, intercepts free.</summary>
/// <remarks>
/// Single-label: softmax over the labels seen, c = n/(k·n_y). Multi-label: a logistic head for each label seen. Microsoft.ML adds L2/2·|W|² to the plain
/// sum of weighted losses, so its L2 is 1/C. It starts from zero and runs on one thread, so the same rows give the same weights.
/// </remarks>
internal static class HeadSolver
{
    private const int MostIterations = 1000;
    private const float Tolerance = 1e-7f;

    /// <summary>Weights and intercepts by output.</summary>
    internal sealed record Solution(double[][] Weights, double[] Intercepts);

    /// <summary>Fits all outputs.</summary>
    /// <param name="rows">The labelled rows in any coordinates, all of one length.</param>
    /// <param name="targets">What they should come to.</param>
    /// <param name="c">Inverse strength of the penalty.</param>
    /// <param name="ct">Checked whenever the trainer says something, several times an iteration.</param>
    public static Solution Fit(VBuffer<float>[] rows, HeadTargets targets, double c, CancellationToken ct) =>
        targets.Task == LabelTask.Single ? Softmax(rows, targets, c, ct) : Logistic(rows, targets, c, ct);

    private static Solution Softmax(VBuffer<float>[] rows, HeadTargets targets, double c, CancellationToken ct)
    {
        if (targets.Outputs == 1)
            return new Solution([new double[rows[0].Length]], [0]);
        var context = Context(ct);
        var schema = Schema(typeof(SingleRow), rows[0].Length);
        schema[nameof(SingleRow.Label)].ColumnType = new KeyDataViewType(typeof(uint), targets.Outputs);

        // Keys are counted from 0 in objects and from 1 inside (seen on 5.0.1; a test holds it).
        var view = context.Data.LoadFromEnumerable(
            rows.Select((row, i) => new SingleRow { Features = row, Label = (uint)targets.Output(i), Weight = (float)targets.Weight(targets.Output(i)) }), schema);
        var model = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(SoftmaxOptions(c)).Fit(view).Model;

        VBuffer<float>[]? weights = null;
        model.GetWeights(ref weights, out var outputs);
        return new Solution(
            [.. weights!.Take(outputs).Select(own => own.DenseValues().Select(value => (double)value).ToArray())],
            [.. model.GetBiases().Select(value => (double)value)]);
    }

    private static Solution Logistic(VBuffer<float>[] rows, HeadTargets targets, double c, CancellationToken ct)
    {
        var weights = new double[targets.Outputs][];
        var intercepts = new double[targets.Outputs];
        for (var output = 0; output < weights.Length; output++)
            (weights[output], intercepts[output]) = Logistic(rows, targets, output, c, ct);
        return new Solution(weights, intercepts);
    }

    private static (double[] Weights, double Intercept) Logistic(VBuffer<float>[] rows, HeadTargets targets, int output, double c, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();

        // Where every text has the label there is nothing to tell apart: the intercept alone would run away.
        if (targets.Count(output) == rows.Length)
            return (new double[rows[0].Length], Math.Log(2.0 * rows.Length + 1));
        var context = Context(ct);
        var view = context.Data.LoadFromEnumerable(
            rows.Select((row, i) => new MultiRow { Features = row, Label = targets.IsPositive(i, output) }), Schema(typeof(MultiRow), rows[0].Length));
        var model = context.BinaryClassification.Trainers.LbfgsLogisticRegression(LogisticOptions(c)).Fit(view).Model.SubModel;
        return ([.. model.Weights.Select(value => (double)value)], model.Bias);
    }

    // Microsoft.ML has no way to cancel, but what its log's listener throws ends the training (tried on 5.0.1).
    private static MLContext Context(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var context = new MLContext(seed: 1);
        context.Log += (_, _) => ct.ThrowIfCancellationRequested();
        return context;
    }

    private static SchemaDefinition Schema(Type row, int width)
    {
        var schema = SchemaDefinition.Create(row);
        schema[nameof(SingleRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return schema;
    }

    private static LbfgsMaximumEntropyMulticlassTrainer.Options SoftmaxOptions(double c) => new()
    {
        ExampleWeightColumnName = nameof(SingleRow.Weight),
        L1Regularization = 0,
        L2Regularization = (float)(1 / c),
        OptimizationTolerance = Tolerance,
        MaximumNumberOfIterations = MostIterations,
        NumberOfThreads = 1,
        DenseOptimizer = true,
    };

    private static LbfgsLogisticRegressionBinaryTrainer.Options LogisticOptions(double c) => new()
    {
        L1Regularization = 0,
        L2Regularization = (float)(1 / c),
        OptimizationTolerance = Tolerance,
        MaximumNumberOfIterations = MostIterations,
        NumberOfThreads = 1,
        DenseOptimizer = true,
    };

    private sealed class SingleRow
    {
        public VBuffer<float> Features { get; set; }

        public uint Label { get; set; }

        public float Weight { get; set; }
    }

    private sealed class MultiRow
    {
        public VBuffer<float> Features { get; set; }

        public bool Label { get; set; }
    }
}
