using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Exporting;

internal static class ExportingApi
{
    public static void MapExporting(this RouteGroupBuilder api) => api
        .MapGet("/projects/{projectId:int}/export", ExportAsync)
        .WithTags("Exporting")
        .Produces<Stream>(StatusCodes.Status200OK, "application/x-ndjson", "text/csv");

    private static async Task<IResult> ExportAsync(
        int projectId, string? format, string? what, bool? unlabelled, ExportDesk desk, HttpContext context, CancellationToken ct)
    {
        var request = ExportRequest.Read(format, what, unlabelled ?? false);
        if (!request.IsDone)
            return request.Problem.Answer();
        var outcome = await desk.OpenAsync(context.Caller(), projectId, request.Value, ct);
        return outcome.Answer(export => TypedResults.Stream(
            body => export.WriteAsync((bytes, token) => body.WriteAsync(bytes, token), ct), export.ContentType, export.FileName));
    }
}
