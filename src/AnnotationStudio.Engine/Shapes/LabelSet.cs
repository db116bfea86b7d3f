namespace AnnotationStudio.Engine.Shapes;

/// <summary>The labels of a project, in the order in which every row of probabilities lists them.</summary>
/// <param name="Task">Whether an item takes exactly one of them.</param>
/// <param name="Labels">A label is known to the engine by its index here.</param>
public sealed record LabelSet(LabelTask Task, IReadOnlyList<LabelDefinition> Labels)
{
    /// <summary>How many labels there are: the width of every row of probabilities.</summary>
    public int Count => Labels.Count;

    /// <summary>A set of bare names, without aliases or parents.</summary>
    public static LabelSet Named(LabelTask task, params IEnumerable<string> names) =>
        new(task, [.. names.Select(name => new LabelDefinition(name, [], []))]);
}
