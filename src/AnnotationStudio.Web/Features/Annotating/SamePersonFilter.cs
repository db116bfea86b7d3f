using System.Globalization;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>
/// A page says whose answers it sends. Should another person have signed in on the device meanwhile, nothing is done in their name: the answer
/// is 401, and the outbox keeps what it has.
/// </summary>
internal sealed class SamePersonFilter : IEndpointFilter
{
    private const string Header = "X-Studio-Person";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var said = context.HttpContext.Request.Headers[Header].ToString();
        if (said.Length > 0 && said != context.HttpContext.Caller().PersonId?.ToString(CultureInfo.InvariantCulture))
            return TypedResults.Problem(
                "Somebody else is signed in on this device. Sign in as yourself; what you labelled waits here.",
                statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in", type: "urn:annotation-studio:unauthorized");
        return await next(context);
    }
}
