using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Administration;

/// <summary>A person as admins see them.</summary>
public sealed record PersonRow(
    int Id, string Email, string DisplayName, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? LastSeenAt, DateTimeOffset? DisabledAt, bool IsLockedOut, bool MustChangePassword, int Projects);
