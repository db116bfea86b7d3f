namespace AnnotationStudio.Engine.Learning;

/// <summary>What is labelled all but equals audit items, and what is left without it cannot be learned from. The message is fit to be shown.</summary>
public sealed class TooLittleLeftException : Exception
{
    /// <summary>Without words.</summary>
    public TooLittleLeftException()
    {
    }

    /// <summary>With words for people.</summary>
    public TooLittleLeftException(string message)
        : base(message)
    {
    }

    /// <summary>With words for people, and what caused it.</summary>
    public TooLittleLeftException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
