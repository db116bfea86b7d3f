using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Personal tokens: <c>Authorization: Bearer …</c>.</summary>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenRegister register, PeopleDirectory directory)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Prefix = "Bearer ";

    public static bool IsUsedBy(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsUsedBy(Request))
            return AuthenticateResult.NoResult();
        var token = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        if (await register.FindAsync(token, Context.RequestAborted) is not { } known
            || await directory.FindAsync(known.PersonId, Context.RequestAborted) is not { } person)
            return AuthenticateResult.Fail("The token is unknown, revoked or expired.");
        var identity = PersonIdentity.Create(person, known.Id, Scheme.Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name));
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problem.Forbidden("Your role does not reach this far. Ask an admin.").Answer().ExecuteAsync(Context);

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        await TypedResults
            .Problem("Send a token that is neither revoked nor expired: Authorization: Bearer …", statusCode: 401, title: "Not signed in", type: "urn:annotation-studio:unauthorized")
            .ExecuteAsync(Context);
    }
}
