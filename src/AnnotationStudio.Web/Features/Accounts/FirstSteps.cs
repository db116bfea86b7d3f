using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>What must be done before anything else: the first admin of an empty database, and a password of one's own.</summary>
internal sealed class FirstSteps(FirstAdmin first, PeopleDirectory directory) : IMiddleware
{
    public const string SetUpPath = "/set-up";
    public const string NewPasswordPath = "/new-password";

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        var isOpen = context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if ((!isOpen || path == "/sign-in") && await first.IsMissingAsync(context.RequestAborted))
            await SendToAsync(context, SetUpPath, StatusCodes.Status503ServiceUnavailable, "set-up", "Nobody is here yet. Open /set-up with the code that the server printed.");
        else if (!isOpen && path != NewPasswordPath && await MustChangePasswordAsync(context))
            await SendToAsync(context, NewPasswordPath, StatusCodes.Status403Forbidden, "forbidden", "Choose a password of your own first: open the site and sign in.");
        else
            await next(context);
    }

    // Tokens are not asked: who resets a password revokes them.
    private async Task<bool> MustChangePasswordAsync(HttpContext context) =>
        context.User.Identity?.AuthenticationType == Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme
        && context.User.PersonId() is { } id
        && await directory.FindAsync(id, context.RequestAborted) is { MustChangePassword: true };

    private static async Task SendToAsync(HttpContext context, string page, int status, string type, string detail)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            context.Response.Redirect(page);
        else
            await TypedResults.Problem(detail, statusCode: status, title: "First things first", type: $"urn:annotation-studio:{type}").ExecuteAsync(context);
    }
}
