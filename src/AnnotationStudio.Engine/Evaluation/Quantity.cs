namespace AnnotationStudio.Engine.Evaluation;

/// <summary>What a <see cref="Measure"/> counts.</summary>
public enum Quantity
{
    /// <summary>Share of items whose labels are exactly right.</summary>
    Accuracy,

    /// <summary>Share of the suggested labels that are right.</summary>
    Precision,

    /// <summary>Share of the true labels that are suggested.</summary>
    Recall,

    /// <summary>The weighted harmonic mean of precision and recall.</summary>
    F,
}
