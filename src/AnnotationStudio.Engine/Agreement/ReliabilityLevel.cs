namespace AnnotationStudio.Engine.Agreement;

/// <summary>How far labels can be relied on.</summary>
public enum ReliabilityLevel
{
    /// <summary>There is nothing to tell it by yet.</summary>
    Unknown,

    /// <summary>Alpha below .667: conclusions would rest on chance.</summary>
    Unreliable,

    /// <summary>Alpha from .667: for tentative conclusions.</summary>
    Tentative,

    /// <summary>Alpha from .800.</summary>
    Reliable,
}
