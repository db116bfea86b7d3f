namespace AnnotationStudio.Data;

/// <summary>Whether a project gives out items.</summary>
public enum ProjectState
{
    /// <summary>Items are given out.</summary>
    Open,

    /// <summary>No new items are given out; labels in hand are still kept.</summary>
    Paused,

    /// <summary>Read only, and off the list unless asked for.</summary>
    Archived,
}
