namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Where a file is on its way.</summary>
public enum ImportStep
{
    /// <summary>None is chosen.</summary>
    File,

    /// <summary>What they mean is being said.</summary>
    Columns,

    /// <summary>It is on its way.</summary>
    Send,

    /// <summary>It was read to its end.</summary>
    Done,
}
