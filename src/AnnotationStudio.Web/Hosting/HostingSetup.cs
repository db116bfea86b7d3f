using AnnotationStudio.Data;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What every feature stands on.</summary>
internal static class HostingSetup
{
    public static IServiceCollection AddStudioHosting(this IServiceCollection services)
    {
        services.AddOptions<StudioOptions>().BindConfiguration("Studio").ValidateOnStart();
        services.AddSingleton<IValidateOptions<StudioOptions>, StudioOptionsValidator>();
        services.AddOptions<EncodersOptions>().BindConfiguration("Encoders").ValidateOnStart();
        services.AddSingleton<IValidateOptions<EncodersOptions>, EncodersOptionsValidator>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DataFolder>().AddSingleton<StudioEvents>().AddSingleton<QueueGenerations>().AddSingleton<ProjectHeadings>().AddSingleton<ProjectNews>();
        services.AddTiers();
        services.AddSingleton<ArtifactStore>().AddSingleton<ModelLoader>().AddSingleton<ModelShelf>().AddSingleton<EncoderShelf>().AddSingleton<MapShelf>();
        services.AddSingleton<ErrorShelf>().AddSingleton<ErrorSearches>();
        services.AddHostedService<StudioStart>();
        services.AddHostedService<ErasedTextSweep>();
        services.ConfigureHttpJsonOptions(options => Api.Configure(options.SerializerOptions));
        services.AddProblemDetails();
        services.AddExceptionHandler<ApiExceptionHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Listens where people come in, and on a socket in the data folder for the command line.</summary>
    public static void UseStudioAddresses(this WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["Studio:DataFolder"] ?? "data");
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? "http://localhost:5080";
        var socket = Path.Combine(folder, "studio.sock");
        builder.WebHost.UseUrls($"{urls};http://unix:{socket}");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    /// <summary>What went wrong, as a page or as problem details.</summary>
    public static void UseErrorAnswers(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            // Whoever called badly is told; everything else is ours to mend, and is logged though the caller got an answer.
            SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
        });
        app.UseWhen(context => !Api.IsApi(context), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // MudBlazor's theme provider writes style elements; scripts come from files alone.
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        return next(context);
    });

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous();
        app.MapGet("/health/ready", async (StudioStore store, CancellationToken ct) =>
        {
            await using var db = await store.ReadAsync(ct);
            return await db.Database.CanConnectAsync(ct) ? Results.Text("ready") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}
