namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A run cannot be done, for a reason that people can mend; it is marked failed with these words.</summary>
public sealed class RunRefusedException : Exception
{
    public RunRefusedException()
    {
    }

    public RunRefusedException(string message)
        : base(message)
    {
    }

    public RunRefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
