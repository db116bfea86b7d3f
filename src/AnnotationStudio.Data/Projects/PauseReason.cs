namespace AnnotationStudio.Data;

/// <summary>Why a person gets no items in a project until a lead says so.</summary>
public enum PauseReason
{
    /// <summary>Too few right answers on gold items.</summary>
    Gold,

    /// <summary>The onboarding was not passed in any of its attempts.</summary>
    Onboarding,
}
