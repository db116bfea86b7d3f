using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;

namespace AnnotationStudio.Web.Hosting;

/// <summary>A project's objective as the gate, the learning curve and the pages take it.</summary>
public static class Objectives
{
    public static Measure ToMeasure(this ObjectiveMetric metric) => metric switch
    {
        ObjectiveMetric.MicroF1 => Measure.MicroF1,
        ObjectiveMetric.Accuracy => Measure.Accuracy,
        ObjectiveMetric.MacroRecall => new(Quantity.Recall),
        ObjectiveMetric.MacroPrecision => new(Quantity.Precision),
        _ => Measure.MacroF1,
    };

    /// <summary>As it heads a column: "Macro F1".</summary>
    public static string Title(this ObjectiveMetric metric) => Capital($"{metric.ToMeasure()}");

    /// <summary>The objective in the engine's terms.</summary>
    public static Objective Read(this ProjectObjective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return new()
        {
            Measure = objective.Metric.ToMeasure(),
            Target = objective.Target,
            LeastRecall = objective.LeastRecall,
            MostSuggestions = objective.MostSuggestions,
            MostLatencyMilliseconds = objective.MostLatencyMilliseconds,
        };
    }

    /// <summary>Words with a capital, as they begin a sentence.</summary>
    public static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
