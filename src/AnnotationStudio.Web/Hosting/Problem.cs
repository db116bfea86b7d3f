namespace AnnotationStudio.Web.Hosting;

/// <summary>The ways a call can be refused; each is one status code.</summary>
public enum ProblemKind
{
    /// <summary>Not there, or not the caller's project: both answer alike.</summary>
    NotFound,

    /// <summary>The caller's role does not reach.</summary>
    Forbidden,

    /// <summary>The state of things does not allow it.</summary>
    Conflict,

    /// <summary>The content is wrong.</summary>
    Invalid,
}

/// <summary>Why a call was refused, in words that say what to do.</summary>
/// <param name="Kind">Decides the status code.</param>
/// <param name="Message">Fit to be shown: the thing, then the remedy.</param>
/// <param name="Field">The field at fault, where there is one.</param>
public sealed record Problem(ProblemKind Kind, string Message, string? Field = null)
{
    public static Problem NotFound(string what) => new(ProblemKind.NotFound, $"There is no such {what}, or it is not yours to see.");

    public static Problem Forbidden(string message) => new(ProblemKind.Forbidden, message);

    public static Problem Conflict(string message, string? field = null) => new(ProblemKind.Conflict, message, field);

    public static Problem Invalid(string field, string message) => new(ProblemKind.Invalid, message, field);
}
