using System.Text;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Simulating;

internal static class SimulatingApi
{
    public static void MapSimulating(this RouteGroupBuilder api)
    {
        var simulations = api.MapGroup("/projects/{projectId:int}/simulations").WithTags("Simulations").RequireAuthorization(AccessPolicy.Lead);
        simulations.MapGet("/", async (int projectId, SimulationDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReadAsync(context.Caller(), projectId, ct)).Answer());
        simulations.MapPost("/", async (int projectId, NewSimulation input, SimulationDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.StartAsync(context.Caller(), projectId, input, ct)).Answer(id => TypedResults.Accepted($"/api/v1/projects/{projectId}/simulations", new { id })));
        simulations.MapDelete("/{runId:int}", async (int projectId, int runId, SimulationDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.CancelAsync(context.Caller(), projectId, runId, ct)).AnswerEmpty());
        simulations.MapGet("/{runId:int}/csv", async (int projectId, int runId, SimulationDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.CsvAsync(context.Caller(), projectId, runId, ct)).Answer(csv =>
                TypedResults.File(Encoding.UTF8.GetBytes(csv), "text/csv; charset=utf-8", $"project-{projectId}-simulation-{runId}.csv")));
    }
}
