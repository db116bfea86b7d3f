using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models;

/// <summary>How a tier finds its temperature, by its cross-validation.</summary>
internal static class TierCalibration
{
    /// <summary>The temperature of a model trained on everything, see <see cref="Temperature"/>.</summary>
    /// <param name="outOfFold">Predictions of the labelled texts by the other folds' models; rewritten as at that temperature.</param>
    /// <param name="data">What was trained on, and a sample of what will be asked.</param>
    /// <param name="predict">The uncalibrated model.</param>
    public static double Fit(ProbabilityMatrix outOfFold, TrainingSet data, Action<TextBatch, ProbabilityMatrix> predict)
    {
        var task = data.Labels.Task;
        var asked = data.Asked is { Count: > 0 } sample ? new ProbabilityMatrix(sample.Count, data.Labels.Count) : null;
        if (asked is not null)
            predict(data.Asked!, asked);
        var temperature = Temperature.Fit(outOfFold, data.Targets, task, asked);
        Temperature.Apply(outOfFold, task, temperature);
        return temperature;
    }
}
