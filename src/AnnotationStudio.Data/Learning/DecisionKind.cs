namespace AnnotationStudio.Data;

/// <summary>Who or what decided about a model version.</summary>
public enum DecisionKind
{
    /// <summary>The gate, at the end of a round.</summary>
    Judged,

    /// <summary>A lead made it serve.</summary>
    Promoted,

    /// <summary>A lead made it serve again, in place of a later one.</summary>
    RolledBack,

    /// <summary>A lead took it out.</summary>
    Retired,

    /// <summary>A lead took that back.</summary>
    Restored,
}
