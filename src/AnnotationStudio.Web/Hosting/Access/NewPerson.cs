using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Somebody to be added. Without a display name, what stands before the @ of the email is theirs.</summary>
public sealed record NewPerson(string Email, Role Role, string Password, string? DisplayName = null, bool MustChangePassword = false);
