using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Quality;

internal static class QualityApi
{
    public static void MapQuality(this RouteGroupBuilder api) => api.MapGet(
            "/projects/{projectId:int}/quality",
            async (int projectId, [AsParameters] QualityQuery asked, QualityDesk desk, HttpContext context, CancellationToken ct) =>
                await desk.UnderstandAsync(context.Caller(), projectId, asked, ct) is var filter && filter.IsDone
                    ? (await desk.ReadAsync(context.Caller(), projectId, filter.Value, takesLast: false, ct)).Answer()
                    : filter.Problem.Answer())
        .WithTags("Quality")
        .RequireAuthorization(AccessPolicy.Lead);
}
