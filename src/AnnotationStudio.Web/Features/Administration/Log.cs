using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Administration;

internal static partial class Log
{
    [LoggerMessage(9000, LogLevel.Information, "Person {PersonId} was added as {Role} by {CallerId}")]
    public static partial void Added(ILogger logger, int personId, Role role, int? callerId);

    [LoggerMessage(9001, LogLevel.Information, "Person {PersonId} is {Role} now, by {CallerId}")]
    public static partial void RoleChanged(ILogger logger, int personId, Role role, int? callerId);

    [LoggerMessage(9002, LogLevel.Information, "Person {PersonId} was disabled by {CallerId}")]
    public static partial void Disabled(ILogger logger, int personId, int? callerId);

    [LoggerMessage(9003, LogLevel.Information, "Person {PersonId} was enabled by {CallerId}")]
    public static partial void Enabled(ILogger logger, int personId, int? callerId);

    [LoggerMessage(9004, LogLevel.Information, "Password of person {PersonId} was reset by {CallerId}")]
    public static partial void PasswordReset(ILogger logger, int personId, int? callerId);
}
