using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Finds the texts of which two versions suggest different labels.</summary>
internal static class Disagreements
{
    /// <summary>As many as somebody would read.</summary>
    public const int Most = 50;

    /// <summary>Indexes of the texts with the label ids that each suggests; first those where both are surest.</summary>
    public static List<(int Text, int[] First, int[] Second)> Among(ServingModel first, ServingModel second, List<string> texts, CancellationToken ct)
    {
        var (one, other) = (first.Predict(texts, ct), second.Predict(texts, ct));
        var found = new List<(int Text, int[] First, int[] Second, double Sureness)>();
        for (var text = 0; text < texts.Count; text++)
        {
            var (ours, theirs) = (Suggested(first, one, text), Suggested(second, other, text));
            if (!ours.SequenceEqual(theirs))
                found.Add((text, ours, theirs, Sureness(one[text], first.Model.Thresholds) * Sureness(other[text], second.Model.Thresholds)));
        }

        return [.. found.OrderByDescending(pair => pair.Sureness).ThenBy(pair => pair.Text).Select(pair => (pair.Text, pair.First, pair.Second))];
    }

    private static int[] Suggested(ServingModel model, ProbabilityMatrix rows, int text) =>
        [.. Decision.Suggested(rows[text], model.Model.Thresholds).Select(column => model.LabelIds[column]).Order()];

    // How far from another decision: the lead of the best label, or the nearest label's distance from its threshold.
    private static double Sureness(ReadOnlySpan<float> row, IReadOnlyList<float>? thresholds)
    {
        var (best, second, nearest) = (0f, 0f, 1f);
        for (var label = 0; label < row.Length; label++)
        {
            if (row[label] > best)
                (best, second) = (row[label], best);
            else
                second = Math.Max(second, row[label]);
            nearest = Math.Min(nearest, Math.Abs(row[label] - (thresholds?[label] ?? 0)));
        }

        return thresholds is null ? best - second : nearest;
    }
}
