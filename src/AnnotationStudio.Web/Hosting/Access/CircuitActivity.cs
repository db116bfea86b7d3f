using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AnnotationStudio.Web.Hosting;

/// <summary>A page that is open calls nothing while its person clicks and types: that counts as being here too.</summary>
internal sealed class CircuitActivity(LastSeen seen, AuthenticationStateProvider authentication) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async activity =>
    {
        if ((await authentication.GetAuthenticationStateAsync()).User.PersonId() is { } id)
            seen.Note(id);
        await next(activity);
    };
}
