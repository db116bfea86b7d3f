namespace AnnotationStudio.Data;

/// <summary>How many labels an item takes.</summary>
public enum ProjectTask
{
    /// <summary>Exactly one.</summary>
    Single,

    /// <summary>Any number, none included.</summary>
    Multi,
}
