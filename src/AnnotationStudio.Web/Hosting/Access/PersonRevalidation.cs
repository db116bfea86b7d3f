using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Looks every two seconds whether the person of a circuit may still be here, so that a disabled one is out within five.</summary>
internal sealed class PersonRevalidation(ILoggerFactory loggers, PeopleDirectory directory, IOptions<IdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(2);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var principal = authenticationState.User;
        return principal.PersonId() is { } id
            && await directory.FindAsync(id, cancellationToken) is { } person
            && person.Role == principal.Role()
            && person.SecurityStamp == principal.FindFirstValue(options.Value.ClaimsIdentity.SecurityStampClaimType);
    }
}
