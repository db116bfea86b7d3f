namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>Section <c>Bootstrap</c>: the first admin of an empty database, for machines that set themselves up.</summary>
internal sealed class BootstrapOptions
{
    public string? AdminEmail { get; init; }      // ignored once there are people

    public string? AdminPassword { get; init; }   // at least 12 characters, 5 of them different
}
