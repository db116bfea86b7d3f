namespace AnnotationStudio.Data;

/// <summary>What labels that come with a file are for.</summary>
public enum ImportedLabels
{
    /// <summary>They train the model.</summary>
    Train,

    /// <summary>They judge annotators.</summary>
    Gold,

    /// <summary>They are dropped.</summary>
    Ignore,
}
