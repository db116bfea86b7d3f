namespace AnnotationStudio.Engine.Shapes;

/// <summary>Texts with the labels that people gave them.</summary>
/// <param name="Batch">The texts.</param>
/// <param name="Targets">For each text the indexes of its labels, ascending; exactly one in a single-label set.</param>
/// <param name="Labels">What the indexes mean.</param>
public sealed record TrainingSet(TextBatch Batch, IReadOnlyList<int[]> Targets, LabelSet Labels)
{
    /// <summary>A random sample of what the model will be asked about, without labels: probabilities are calibrated for these. Null: for texts like the labelled ones.</summary>
    public TextBatch? Asked { get; init; }
}
