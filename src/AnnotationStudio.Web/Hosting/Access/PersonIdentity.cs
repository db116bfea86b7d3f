using System.Globalization;
using System.Security.Claims;

namespace AnnotationStudio.Web.Hosting;

internal static class PersonIdentity
{
    /// <summary>The token that the call came with.</summary>
    public const string TokenClaim = "token";

    public static ClaimsIdentity Create(PersonCard person, int tokenId, string authenticationType) => new(
        [
            new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, person.DisplayName),
            new Claim(ClaimTypes.Role, person.Role.ToString()),
            new Claim(TokenClaim, tokenId.ToString(CultureInfo.InvariantCulture)),
        ],
        authenticationType);
}
