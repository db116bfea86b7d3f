using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace AnnotationStudio.Web.Features.Importing;

internal static class ImportingApi
{
    public static void MapImporting(this RouteGroupBuilder api)
    {
        var project = api.MapGroup("/projects/{projectId:int}").WithTags("Importing");
        project.MapPost("/import", ImportAsync)
            // No Accepts: it would refuse bodies by their content type, and what a file is, the format says.
            .WithDescription("The body is the file itself, streamed, of any content type.")
            .Produces<ImportSummary>().Produces<ImportSummary>(StatusCodes.Status422UnprocessableEntity);
        project.MapGet("/imports", async (int projectId, ImportDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ListAsync(context.Caller(), projectId, ct)).Answer());
        project.MapGet("/imports/{importId:int}/rejected", async (int projectId, int importId, RejectedRowsDesk desk, HttpContext context, CancellationToken ct) =>
                (await desk.FindAsync(context.Caller(), projectId, importId, ct)).Answer(list => TypedResults.PhysicalFile(list.Path, "text/csv", list.Name)))
            .WithDescription("Every row that the import did not take, with its reason. Kept for a month, or until the import is undone.")
            .Produces<Stream>(StatusCodes.Status200OK, "text/csv");
        project.MapDelete("/imports/{importId:int}", async (int projectId, int importId, ImportDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.UndoAsync(context.Caller(), projectId, importId, ct)).AnswerEmpty());
    }

    private static async Task<IResult> ImportAsync(
        int projectId, string? format, string? text, string? label, string? id, bool? keepGoodRows, string? fileName, [FromQuery] string[]? leaveOut,
        ImportDesk desk, HttpContext context, CancellationToken ct)
    {
        // The desk has the limit; Kestrel's own of 30 MB would cut files off without saying which row.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        var request = new ImportRequest
        {
            Format = format,
            TextColumn = text,
            LabelColumn = label,
            IdColumn = id,
            KeepGoodRows = keepGoodRows ?? false,
            FileName = fileName,
            LeaveOut = leaveOut ?? [],
        };
        var outcome = await desk.ImportAsync(context.Caller(), projectId, context.Request.Body, request, progress: null, ct);
        return outcome.Answer(summary => TypedResults.Json(
            summary, Api.Json, statusCode: summary.State == ImportState.Refused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK));
    }
}
