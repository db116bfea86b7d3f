namespace AnnotationStudio.Engine.Shapes;

/// <summary>How many labels an item takes.</summary>
public enum LabelTask
{
    /// <summary>Exactly one.</summary>
    Single,

    /// <summary>Any number, none included.</summary>
    Multi,
}
