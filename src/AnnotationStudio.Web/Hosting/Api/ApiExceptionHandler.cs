using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Programs get problem details, whatever went wrong; pages get the error page.</summary>
internal sealed class ApiExceptionHandler : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request's own path is the error page's by now.
        if (httpContext.Features.Get<IExceptionHandlerPathFeature>() is not { } failed || !Api.IsApi(failed.Path))
            return false;
        var result = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TypedResults.Problem(
                "The body is larger than this studio takes. Split it, or ask an admin to raise Studio:LargestImportBytes.",
                statusCode: StatusCodes.Status413PayloadTooLarge, title: "Too large", type: "urn:annotation-studio:too-large"),
            BadHttpRequestException { InnerException: JsonException json } => Problem.Invalid(json.Path ?? "$", "The body is not the JSON that this call takes. Look at /openapi/v1.json for its shape.").Answer(),
            // A value of the address that is missing or cannot be read, such as ?limit=many.
            BadHttpRequestException bad => TypedResults.Problem(
                $"{bad.Message.TrimEnd('.')}. Look at /openapi/v1.json for what this call takes.", statusCode: bad.StatusCode, title: "Bad request", type: "urn:annotation-studio:bad-request"),
            _ => TypedResults.Problem(
                "Something failed here. What was acknowledged before is safe. Try again; if it fails again, tell an admin when it happened.",
                statusCode: StatusCodes.Status500InternalServerError, title: "Failed", type: "urn:annotation-studio:failed"),
        };
        await result.ExecuteAsync(httpContext);
        return true;
    }
}
