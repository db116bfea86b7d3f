namespace AnnotationStudio.Data;

/// <summary>When annotators see what the model thinks.</summary>
public enum SuggestionMode
{
    /// <summary>Beside the text.</summary>
    Shown,

    /// <summary>Once they have decided.</summary>
    After,

    /// <summary>Never.</summary>
    Hidden,
}
