using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>What the labelled rows should come to: labels seen become outputs, each with its weight.</summary>
internal sealed class HeadTargets
{
    private readonly IReadOnlyList<int[]> _targets;
    private readonly int[] _outputs;
    private readonly int[] _counts;

    public HeadTargets(LabelTask task, int labels, IReadOnlyList<int[]> targets)
    {
        (Task, _targets) = (task, targets);
        var counts = new int[labels];
        foreach (var target in targets)
            foreach (var label in target)
                counts[label]++;
        Seen = [.. Enumerable.Range(0, labels).Where(label => counts[label] > 0)];
        _outputs = new int[labels];
        Array.Fill(_outputs, -1);
        for (var output = 0; output < Seen.Length; output++)
            _outputs[Seen[output]] = output;

        _counts = [.. Seen.Select(label => counts[label])];
    }

    /// <summary>How many labels a row takes.</summary>
    public LabelTask Task { get; }

    /// <summary>The label of each output, ascending.</summary>
    public int[] Seen { get; }

    /// <summary>How many labels were seen.</summary>
    public int Outputs => Seen.Length;

    /// <summary>The output of a row's only label.</summary>
    public int Output(int row) => _outputs[_targets[row][0]];

    /// <summary>Whether a row has the label of an output.</summary>
    public bool IsPositive(int row, int output) => Array.IndexOf(_targets[row], Seen[output]) >= 0;

    /// <summary>How many rows have the label of an output.</summary>
    public int Count(int output) => _counts[output];

    /// <summary>What a row of this output's label counts for in a single-label head: each label as much as any other.</summary>
    /// <remarks>Multi-label heads are not balanced: their thresholds are fitted.</remarks>
    public double Weight(int output) => _targets.Count / (Outputs * (double)_counts[output]);
}
