using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>How suggested labels compare with the true ones.</summary>
/// <param name="Accuracy">Share of items whose labels are exactly right.</param>
/// <param name="MacroF1">Mean F1 of the labels that are true or suggested anywhere (single), or of all labels (multi).</param>
/// <param name="MicroF1">F1 over all decisions.</param>
internal sealed record SimulationScore(double Accuracy, double MacroF1, double MicroF1)
{
    /// <summary>Scores suggestions; labels are indexes, −1 for a true label that the pool never had.</summary>
    public static SimulationScore Of(IReadOnlyList<int[]> truth, IReadOnlyList<int[]> suggested, LabelTask task, int labels)
    {
        // One more place takes the labels that the pool never had: they count as missed.
        var (hits, wanted, given) = (new int[labels + 1], new int[labels + 1], new int[labels + 1]);
        var right = 0;
        for (var item = 0; item < truth.Count; item++)
        {
            foreach (var label in truth[item])
                wanted[label < 0 ? labels : label]++;
            foreach (var label in suggested[item])
            {
                given[label]++;
                hits[label] += truth[item].Contains(label) ? 1 : 0;
            }

            right += truth[item].Length == suggested[item].Length && truth[item].All(label => suggested[item].Contains(label)) ? 1 : 0;
        }

        int[] counted = [.. Enumerable.Range(0, labels + 1)
            .Where(label => wanted[label] + given[label] > 0 || (task == LabelTask.Multi && label < labels))];
        return new SimulationScore(
            (double)right / Math.Max(1, truth.Count),
            counted.Length == 0 ? 0 : counted.Average(label => F1(hits[label], wanted[label] + given[label])),
            F1(hits.Sum(), wanted.Sum() + given.Sum()));
    }

    private static double F1(int hits, int both) => both == 0 ? 0 : 2.0 * hits / both;
}
