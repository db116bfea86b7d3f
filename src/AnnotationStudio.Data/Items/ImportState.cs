namespace AnnotationStudio.Data;

/// <summary>How far an import has come.</summary>
public enum ImportState
{
    /// <summary>Rows are being read; its items are invisible.</summary>
    Running,

    /// <summary>Its items are there.</summary>
    Completed,

    /// <summary>Nothing of it was kept.</summary>
    Refused,

    /// <summary>Somebody took it back; its items are gone.</summary>
    Undone,
}
