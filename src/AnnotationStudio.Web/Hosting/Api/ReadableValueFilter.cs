using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;

namespace AnnotationStudio.Web.Hosting;

/// <summary>
/// Says which value of an address cannot be read. The generated code of a route notes by a status alone that an optional value, such as ?limit=many,
/// was no number.
/// </summary>
internal sealed class ReadableValueFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Response.StatusCode == StatusCodes.Status400BadRequest
            ? throw new BadHttpRequestException($"Cannot be read: {string.Join(", ", Unreadable(context.HttpContext))}")
            : next(context);

    private static IEnumerable<string> Unreadable(HttpContext context) =>
        from value in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? []
        where value.HasTryParse && context.Request.Query[value.Name].ToString() is { Length: > 0 } text && !IsReadable(value.ParameterInfo.ParameterType, text)
        select JsonNamingPolicy.CamelCase.ConvertName(value.Name);

    private static bool IsReadable(Type type, string text) =>
        TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type).IsValid(text);
}
