namespace AnnotationStudio.Engine.Shapes;

/// <summary>What one person said of one item.</summary>
/// <param name="Item">Index of the item.</param>
/// <param name="Annotator">Index of the person.</param>
/// <param name="Answer">Single-label: index of the label. Multi-label: index of the set of labels, see <see cref="AnswerSets"/>.</param>
public readonly record struct Vote(int Item, int Annotator, int Answer);
