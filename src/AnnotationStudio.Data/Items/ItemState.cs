namespace AnnotationStudio.Data;

/// <summary>Where an item stands.</summary>
public enum ItemState
{
    /// <summary>Waits for labels.</summary>
    Open,

    /// <summary>Has a consensus.</summary>
    Labelled,

    /// <summary>People passed it by.</summary>
    Skipped,

    /// <summary>Somebody says a lead should look.</summary>
    Flagged,

    /// <summary>Its content is gone for good.</summary>
    Erased,
}
