using Microsoft.AspNetCore.Components.Authorization;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Who is here, for pages.</summary>
public sealed class CurrentPerson(AuthenticationStateProvider authentication, PeopleDirectory directory)
{
    /// <summary>The signed-in person as a caller of desks.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody is signed in, which no page that declares a rule lets happen.</exception>
    public async Task<Caller> CallerAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return state.User.Caller() ?? throw new UnauthorizedAccessException("Sign in first.");
    }

    /// <summary>The signed-in person's card, or null for a stranger.</summary>
    public async Task<PersonCard?> CardAsync(CancellationToken ct)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return state.User.PersonId() is { } id ? await directory.FindAsync(id, ct) : null;
    }
}
