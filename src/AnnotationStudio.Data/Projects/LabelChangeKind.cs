namespace AnnotationStudio.Data;

/// <summary>What was done to a project's labels.</summary>
public enum LabelChangeKind
{
    /// <summary>A label has another name.</summary>
    Rename,

    /// <summary>A label counts as another from then on.</summary>
    Merge,

    /// <summary>A label gave way to narrower ones.</summary>
    Split,

    /// <summary>A label can be chosen no more.</summary>
    Retire,

    /// <summary>A label brings another along.</summary>
    Parent,

    /// <summary>The list was edited as a whole.</summary>
    Edit,
}
