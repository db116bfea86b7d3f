using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>A data set whose labels are known: the pool's play the oracle, the test's only score.</summary>
/// <param name="Dataset">Its name in the rows written.</param>
/// <param name="Task">Whether an item takes exactly one label.</param>
/// <param name="Pool">Texts to choose from, with their label names.</param>
/// <param name="Test">Texts to score on, with their label names. Nothing is learned from them.</param>
public sealed record SimulationSet(string Dataset, LabelTask Task, IReadOnlyList<LabelledText> Pool, IReadOnlyList<LabelledText> Test);
