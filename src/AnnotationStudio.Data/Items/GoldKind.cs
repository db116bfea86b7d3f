namespace AnnotationStudio.Data;

/// <summary>How a gold item comes before people.</summary>
public enum GoldKind
{
    /// <summary>Among the others, and nobody can tell.</summary>
    Hidden,

    /// <summary>Before real work, with the right answer shown afterwards.</summary>
    Onboarding,
}
