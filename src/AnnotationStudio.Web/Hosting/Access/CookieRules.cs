using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Hosting;

/// <summary>How the sign-in cookie behaves.</summary>
internal static class CookieRules
{
    public static void Apply(CookieAuthenticationOptions options)
    {
        options.LoginPath = "/sign-in";
        options.LogoutPath = "/sign-out";
        options.AccessDeniedPath = "/no-access";
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.Cookie.Name = "studio";
        options.Events.OnValidatePrincipal = ValidateAsync;
        options.Events.OnRedirectToLogin = context => AnswerOrRedirect(context, StatusCodes.Status401Unauthorized, "Not signed in", "Sign in, then try again. What you sent was not kept here; it stays with you.");
        options.Events.OnRedirectToAccessDenied = context => AnswerOrRedirect(context, StatusCodes.Status403Forbidden, "Not your role", "Your role does not reach this far. Ask an admin.");
    }

    // A disabled person, another password or another role ends the cookie at the next request.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var directory = context.HttpContext.RequestServices.GetRequiredService<PeopleDirectory>();
        var options = context.HttpContext.RequestServices.GetRequiredService<IOptions<IdentityOptions>>().Value;
        if (context.Principal is { } principal && principal.PersonId() is { } id
            && await directory.FindAsync(id, context.HttpContext.RequestAborted) is { } person
            && person.SecurityStamp == principal.FindFirstValue(options.ClaimsIdentity.SecurityStampClaimType)
            && person.Role == principal.Role())
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private static async Task AnswerOrRedirect(RedirectContext<CookieAuthenticationOptions> context, int status, string title, string detail)
    {
        if (!Api.IsApi(context.HttpContext))
        {
            context.Response.Redirect(context.RedirectUri);
            return;
        }

        var type = status == StatusCodes.Status401Unauthorized ? "unauthorized" : "forbidden";
        await TypedResults.Problem(detail, statusCode: status, title: title, type: $"urn:annotation-studio:{type}").ExecuteAsync(context.HttpContext);
    }
}
