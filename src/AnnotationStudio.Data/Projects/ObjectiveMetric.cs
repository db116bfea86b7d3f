namespace AnnotationStudio.Data;

/// <summary>What versions are compared by.</summary>
public enum ObjectiveMetric
{
    MacroF1,
    MicroF1,
    Accuracy,
    MacroRecall,
    MacroPrecision,
}
