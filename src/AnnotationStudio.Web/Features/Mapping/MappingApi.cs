using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Mapping;

internal static class MappingApi
{
    public static void MapMapping(this RouteGroupBuilder api) => api.MapGet(
            "/projects/{projectId:int}/map",
            async (int projectId, MapDesk desk, HttpContext context, CancellationToken ct) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return (await desk.PointsAsync(context.Caller(), projectId, ct)).Answer(bytes => TypedResults.Bytes(bytes, "application/octet-stream"));
            })
        .WithTags("Map")
        .RequireAuthorization(AccessPolicy.Lead);
}
