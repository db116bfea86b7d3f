using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>What each label brings along: its parents, their parents, and so on.</summary>
internal static class ImpliedLabels
{
    /// <summary>For each label the indexes of the labels it implies, without itself; circles are walked once.</summary>
    /// <exception cref="ArgumentException">A parent's index lies outside the set.</exception>
    public static int[][] Of(LabelSet labels)
    {
        var implied = new int[labels.Count][];
        for (var label = 0; label < labels.Count; label++)
            implied[label] = From(label, labels);
        return implied;
    }

    private static int[] From(int label, LabelSet labels)
    {
        var seen = new HashSet<int> { label };
        var open = new Queue<int>([label]);
        while (open.TryDequeue(out var next))
            foreach (var parent in labels.Labels[next].Parents)
            {
                if ((uint)parent >= (uint)labels.Count)
                    throw new ArgumentException($"Label \"{labels.Labels[next].Name}\" names parent {parent}; there are {labels.Count} labels.", nameof(labels));
                if (seen.Add(parent))
                    open.Enqueue(parent);
            }

        seen.Remove(label);
        return [.. seen.Order()];
    }
}
