using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Engine.Stopping;

namespace AnnotationStudio.Web.Hosting;

/// <summary>How many more labels the next step takes, in words: to the target where it is missed, else to one more point.</summary>
public static class LabelBudget
{
    private const double OnePoint = .01;

    /// <param name="rounds">Of one tier, by one kind of figure.</param>
    /// <param name="source">Where the figures come from.</param>
    /// <param name="objective">What the figures measure, and what should be reached.</param>
    /// <returns>Null without rounds.</returns>
    public static string? Say(IReadOnlyList<LearningPoint> rounds, MetricsSource source, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(objective);
        if (rounds.Count == 0)
            return null;
        var missing = objective.Target - rounds.MaxBy(round => round.Labels).Value;
        var forecast = BudgetForecast.Of(rounds, missing > OnePoint ? missing.Value : OnePoint);
        var origin = forecast.Low is null ? ""
            : $" Read off {rounds.Count} rounds of {objective.Measure} {(source == MetricsSource.Audit ? "on audit items" : "in cross-validation, which is biased")}.";
        return missing > OnePoint
            ? $"{Objectives.Capital($"{objective.Measure}")} is {Points(missing.Value)} points below the target. {forecast.Sentence}{origin}"
            : $"{forecast.Sentence}{origin}";
    }

    private static string Points(double difference) => (difference * 100).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
}
