namespace AnnotationStudio.Data;

/// <summary>What a person decided about an item.</summary>
public enum AnnotationAction
{
    /// <summary>These are its labels.</summary>
    Submit,

    /// <summary>Somebody else should say.</summary>
    Skip,

    /// <summary>A lead should look.</summary>
    Flag,

    /// <summary>The annotation it supersedes does not count.</summary>
    Undo,

    /// <summary>These are its labels, said in the onboarding: kept, and never a vote.</summary>
    Practice,
}
