using Microsoft.AspNetCore.Identity;

namespace AnnotationStudio.Web.Hosting;

/// <summary>
/// Keeps other sites from using a person's cookie. Antiforgery tokens are bound to a sign-in and would strand a browser's outbox, so calls that
/// carry the cookie must come from this origin, say so by a header that no form can set, and carry JSON or a file.
/// </summary>
internal sealed class SameOriginFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var byCookie = context.HttpContext.User.Identity?.AuthenticationType == IdentityConstants.ApplicationScheme;
        if (byCookie && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !IsOurs(request))
            return Problem.Forbidden("A call with a cookie must come from this site's own pages. Programs use a token.").Answer();
        return await next(context);
    }

    private static bool IsOurs(HttpRequest request)
    {
        if (request.Headers["X-Studio"] != "1")
            return false;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site == "same-origin";
        return request.Headers.Origin.ToString() is var origin
            && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
