using System.Globalization;
using System.Security.Claims;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

internal static class PersonClaims
{
    public static int? PersonId(this ClaimsPrincipal principal) =>
        int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The token that the call came with; null for a cookie.</summary>
    public static int? TokenId(this ClaimsPrincipal principal) =>
        int.TryParse(principal.FindFirstValue(PersonIdentity.TokenClaim), CultureInfo.InvariantCulture, out var id) ? id : null;

    public static Role? Role(this ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true } && Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role) ? role : null;

    /// <summary>The caller this principal is, or null for a stranger.</summary>
    public static Caller? Caller(this ClaimsPrincipal principal) =>
        principal.PersonId() is { } id && principal.Role() is { } role ? new Caller(id, role) : null;
}
