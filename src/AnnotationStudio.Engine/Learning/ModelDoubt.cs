using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>How undecided a model is, as the choosing sees it.</summary>
public static class ModelDoubt
{
    /// <summary>One figure for each row: 0 sure to 1 torn between the two best labels; of several labels, the mean of how near each is to turning.</summary>
    /// <param name="task">Decides what a row means.</param>
    /// <param name="probabilities">One row for each text.</param>
    /// <param name="thresholds">Of a multi-label model; null for one half.</param>
    public static float[] Of(LabelTask task, ProbabilityMatrix probabilities, IReadOnlyList<float>? thresholds) =>
        new PoolView(task, probabilities.Rows, probabilities, thresholds).Measured(Uncertainty.Margin);
}
