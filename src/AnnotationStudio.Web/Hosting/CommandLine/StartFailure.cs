using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging.Configuration;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What whoever starts the program reads when it cannot start: one line that says what is wrong and what to do, in place of a stack trace.</summary>
internal static class StartFailure
{
    private const string Host = "Microsoft.Extensions.Hosting.Internal.Host";
    private const string Server = "Microsoft.AspNetCore.Server.Kestrel";

    /// <summary>The line; null for what nobody foresaw, which is to be seen whole.</summary>
    public static string? Explain(Exception exception) => exception switch
    {
        StudioStartException => exception.Message,
        OptionsValidationException wrong => $"The settings are wrong. {string.Join(" ", wrong.Failures)}",
        AggregateException { InnerExceptions: [var first, ..] } => Explain(first),
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop what listens there, or choose another address: --urls http://localhost:5081",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "This account may not listen on that address. Choose a port above 1023: --urls http://localhost:5081",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "This machine does not have that address. Choose another: --urls http://localhost:5081",
        FormatException { TargetSite.DeclaringType.FullName: "Microsoft.AspNetCore.Http.BindingAddress" } => $"Urls: {exception.Message}. Write it as in http://localhost:5080.",
        InvalidDataException { InnerException: FormatException inner } => $"{exception.Message} {inner.InnerException?.Message ?? inner.Message}",
        InvalidOperationException { Message: var message } when IsConfiguration(exception) => $"The settings are wrong. {message}",
        _ => null,
    };

    /// <summary>Says nothing of a failed start in the log: it is said once, on standard error.</summary>
    public static void LeaveToStandardError(this ILoggingBuilder logging) => logging.Services.AddOptions<LoggerFilterOptions>()
        // Asked for at each entry, because the lifetime itself needs a logger to be made.
        .Configure<IServiceProvider>((options, services) =>
        {
            foreach (var category in new[] { Host, Server })
                options.AddFilter(category, level => level >= LogLevel.Warning && services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested);
        });

    // A value that is no number where one is needed, or a level of logging that there is not.
    private static bool IsConfiguration(Exception exception) =>
        exception.TargetSite?.DeclaringType?.Assembly is { } assembly && (assembly == typeof(ConfigurationBinder).Assembly || assembly == typeof(ILoggerProviderConfigurationFactory).Assembly);
}
