namespace AnnotationStudio.Web.Hosting;

/// <summary>The server cannot start, for a reason that the person who starts it can mend.</summary>
public sealed class StudioStartException : Exception
{
    public StudioStartException()
    {
    }

    public StudioStartException(string message)
        : base(message)
    {
    }

    public StudioStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
