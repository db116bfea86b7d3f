using AnnotationStudio.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Who may come in, by cookie or by token.</summary>
internal static class AccessSetup
{
    private const string CookieOrToken = "CookieOrToken";

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<PeopleDirectory>().AddSingleton<TokenRegister>().AddSingleton<PersonRegister>().AddSingleton<ProjectGate>().AddSingleton<TokenPace>();
        services.AddSingleton<LastSeen>().AddHostedService(provider => provider.GetRequiredService<LastSeen>());
        services.AddScoped<CircuitHandler, CircuitActivity>();
        services.AddScoped<CurrentPerson>();
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, PersonRevalidation>();
        services.AddDataProtection().SetApplicationName("AnnotationStudio");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<DataFolder, ILoggerFactory>((options, folder, loggers) =>
            options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(new DirectoryInfo(folder.Keys), loggers));

        services
            .AddAuthentication(options => options.DefaultScheme = CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, options => options.ForwardDefaultSelector = context =>
                TokenAuthentication.IsUsedBy(context.Request) ? TokenAuthentication.SchemeName : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null)
            .AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(CookieRules.Apply));
        services.AddIdentityCore<Person>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";   // it is the email, which has its own check
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = options.Password.RequireUppercase = options.Password.RequireLowercase = options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 5;
            options.Lockout.MaxFailedAccessAttempts = 8;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
        })
            .AddEntityFrameworkStores<StudioDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<PersonPrincipalFactory>();
        services.AddAuthorization(AccessPolicy.Add);
        return services;
    }

    /// <summary>After authentication: notes who is here.</summary>
    public static void UseLastSeen(this WebApplication app)
    {
        var seen = app.Services.GetRequiredService<LastSeen>();
        app.Use((context, next) =>
        {
            if (context.User.PersonId() is { } id)
                seen.Note(id);
            return next(context);
        });
    }
}
