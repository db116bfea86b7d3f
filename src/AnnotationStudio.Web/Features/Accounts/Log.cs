namespace AnnotationStudio.Web.Features.Accounts;

internal static partial class Log
{
    [LoggerMessage(8000, LogLevel.Warning, "Person {PersonId} is locked out after too many wrong passwords")]
    public static partial void LockedOut(ILogger logger, int personId);

    [LoggerMessage(8001, LogLevel.Warning, "An address tries to sign in too often")]
    public static partial void TooManyTries(ILogger logger);

    [LoggerMessage(8002, LogLevel.Information, "First admin {PersonId} was made")]
    public static partial void FirstAdminMade(ILogger logger, int personId);
}
