using System.Globalization;
using System.Security.Claims;

namespace AnnotationStudio.Web.Hosting;

internal static class PersonIdentity
{
    public static ClaimsIdentity Create(PersonCard person, string authenticationType) => new(
        [
            new Claim(ClaimTypes.NameIdentifier, person.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, person.DisplayName),
            new Claim(ClaimTypes.Role, person.Role.ToString()),
        ],
        authenticationType);
}
