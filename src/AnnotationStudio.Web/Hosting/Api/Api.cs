using System.Text.Json;
using System.Text.Json.Serialization;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What all of the REST interface has in common.</summary>
public static class Api
{
    /// <summary>How JSON looks at every door: camelCase names and enum words.</summary>
    public static JsonSerializerOptions Json { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>The group that every call of the interface is mapped in.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/v1").AddEndpointFilter<ReadableValueFilter>().AddEndpointFilter<SameOriginFilter>().RequireAuthorization(AccessPolicy.Annotator);

    /// <summary>The outcome as an answer: the value as 200, or the problem.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome) => outcome.Answer(value => TypedResults.Json(value, Json));

    /// <summary>The outcome as an answer: what <paramref name="done"/> makes of the value, or the problem.</summary>
    public static IResult Answer<T>(this Outcome<T> outcome, Func<T, IResult> done) =>
        outcome.IsDone ? done(outcome.Value) : outcome.Problem.Answer();

    /// <summary>204, or the problem.</summary>
    public static IResult AnswerEmpty<T>(this Outcome<T> outcome) => outcome.Answer(_ => TypedResults.NoContent());

    /// <summary>RFC 9457 problem details with a stable type.</summary>
    public static IResult Answer(this Problem problem)
    {
        var (status, type, title) = problem.Kind switch
        {
            ProblemKind.NotFound => (StatusCodes.Status404NotFound, "not-found", "Not found"),
            ProblemKind.Forbidden => (StatusCodes.Status403Forbidden, "forbidden", "Not your role"),
            ProblemKind.Conflict => (StatusCodes.Status409Conflict, "conflict", "Conflict"),
            _ => (StatusCodes.Status422UnprocessableEntity, "invalid", "Bad content"),
        };
        var extensions = problem.Field is null ? null : new Dictionary<string, object?> { ["field"] = problem.Field };
        return TypedResults.Problem(problem.Message, statusCode: status, title: title, type: $"urn:annotation-studio:{type}", extensions: extensions);
    }

    /// <summary>Whether the request is a program's, or a page's call as a program.</summary>
    public static bool IsApi(HttpContext context) => IsApi(context.Request.Path);

    /// <summary>Whether the path is a program's.</summary>
    public static bool IsApi(PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>The caller behind the request. Routes declare their rule, so there is one.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.User.Caller() ?? throw new UnauthorizedAccessException("The route does not declare who may call it.");

    internal static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }
}
