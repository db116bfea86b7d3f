namespace AnnotationStudio.Data;

/// <summary>Why an item is given out.</summary>
public enum AssignmentKind
{
    /// <summary>The query strategy chose it.</summary>
    Chosen,

    /// <summary>Chosen, but shown as bare as an audit item, so that audit items do not stand out.</summary>
    Blind,

    /// <summary>Labelled already, and given to one more person; without a suggestion, since the model has learned the answer that is in doubt.</summary>
    Again,

    /// <summary>It is reserved for audit.</summary>
    Audit,

    /// <summary>Its answer is known, and judges the person.</summary>
    Gold,

    /// <summary>Its answer is known, and is shown to the person once they have answered.</summary>
    Onboarding,
}
