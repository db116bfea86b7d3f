using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Who asks. Every call of a desk takes one.</summary>
/// <param name="PersonId">Null for whoever owns the data folder and asks by the command line.</param>
/// <param name="Role">The ceiling of what the caller may do anywhere.</param>
public sealed record Caller(int? PersonId, Role Role)
{
    /// <summary>The owner of the data folder, at the command line.</summary>
    public static Caller Owner { get; } = new(null, Role.Admin);
}
