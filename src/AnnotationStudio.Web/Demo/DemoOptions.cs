namespace AnnotationStudio.Web.Demo;

/// <summary>Section <c>Demo</c>; set by <c>serve --demo</c>.</summary>
public sealed class DemoOptions
{
    public bool Enabled { get; init; }             // true: on a folder without people, make some and a sample project
}
