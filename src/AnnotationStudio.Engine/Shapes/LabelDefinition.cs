namespace AnnotationStudio.Engine.Shapes;

/// <summary>One label as the engine sees it: what it is called, and what it brings along.</summary>
/// <param name="Name">Unique within its set.</param>
/// <param name="Aliases">Other names that mean the same; may be empty.</param>
/// <param name="Parents">Indexes, within the set, of the labels that this one implies; may be empty.</param>
public sealed record LabelDefinition(string Name, IReadOnlyList<string> Aliases, IReadOnlyList<int> Parents)
{
    /// <summary>What rules look for besides the names, in the language of patterns of the rules tier; may be empty.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];
}
