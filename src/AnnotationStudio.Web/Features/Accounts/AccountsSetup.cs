using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Accounts;

internal static class AccountsSetup
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountsOptions>().BindConfiguration("Accounts").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccountsOptions>, AccountsOptionsValidator>();
        services.AddOptions<BootstrapOptions>().BindConfiguration("Bootstrap");
        return services
            .AddSingleton<SignInPace>().AddSingleton<FirstAdmin>().AddSingleton<FirstSteps>()
            .AddSingleton<AccountDesk>().AddSingleton<TokenDesk>()
            .AddScoped<SignInDesk>()
            .AddHostedService<FirstAdminStart>()
            .AddVerbs(AccountsVerbs.Add);
    }

    /// <summary>After authentication, before authorization: nobody comes past the first steps.</summary>
    public static IApplicationBuilder UseFirstSteps(this IApplicationBuilder app) => app.UseMiddleware<FirstSteps>();

    public static void MapSignOut(this IEndpointRouteBuilder app) => app
        .MapPost("/sign-out", async (HttpContext context, SignInDesk desk, IAntiforgery antiforgery) =>
        {
            if (context.User.Identity is { IsAuthenticated: true } && !await antiforgery.IsRequestValidAsync(context))
                return Results.BadRequest("Sign out by the button on the page.");
            await desk.SignOutAsync();
            return Results.Redirect("/sign-in");
        })
        .AllowAnonymous()
        .ExcludeFromDescription();
}
