using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Quality;

internal static class QualityApi
{
    public static void MapQuality(this RouteGroupBuilder api) => api.MapGet(
            "/projects/{projectId:int}/quality",
            async (int projectId, QualityDesk desk, HttpContext context, CancellationToken ct) => (await desk.ReadAsync(context.Caller(), projectId, ct)).Answer())
        .WithTags("Quality")
        .RequireAuthorization(AccessPolicy.Lead);
}
