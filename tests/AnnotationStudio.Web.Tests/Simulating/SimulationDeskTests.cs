using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Features.Simulating;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Simulating;

public sealed class SimulationDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Start_TooFewLabels_SaysHowManyAreMissing()
    {
        var project = await LabelledAsync(50);

        var outcome = await Desk.StartAsync(Caller.Owner, project.Id, new NewSimulation(["default"]), CancellationToken.None);

        Assert.Equal(ProblemKind.Conflict, outcome.Problem!.Kind);
        Assert.Contains("Label 150 more", outcome.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_EnoughLabels_KeepsCurvesOfTheStrategyAndOfRandom()
    {
        var project = await LabelledAsync(220);

        var started = await Desk.StartAsync(Caller.Owner, project.Id, new NewSimulation(["margin"], Seeds: 2, Batch: 100), CancellationToken.None);
        var view = await Eventually.BecomesAsync(() => ReadAsync(project), view => view.Result is not null || view.Failed is not null, 300);
        var csv = await Desk.CsvAsync(Caller.Owner, project.Id, started.Value, CancellationToken.None);

        Assert.Null(view.Failed);
        Assert.Equal(["margin", "random"], view.Result!.Lines.Select(line => line.Curve.Strategy));
        Assert.Equal((165, 55, false), (view.Result.PoolItems, view.Result.TestItems, view.Result.ScoredOnAudit));
        Assert.NotNull(view.Result.Lines[0].Saving);
        // 25, 125 and 165 labels, two seeds, two strategies.
        Assert.Equal(12, csv.Value!.Trim().Split('\n').Skip(1).Select(SimulationRow.Parse).Count());
    }

    [Theory]
    [InlineData("random", 5, 25, "strategies")]
    [InlineData("margins", 5, 25, "strategies")]
    [InlineData("margin", 1, 25, "seeds")]
    [InlineData("margin", 5, 1, "batch")]
    public async Task Start_BadRequest_NamesTheField(string strategy, int seeds, int batch, string field)
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a");

        var outcome = await Desk.StartAsync(Caller.Owner, project.Id, new NewSimulation([strategy], seeds, batch), CancellationToken.None);

        Assert.Equal(field, outcome.Problem!.Field);
    }

    public void Dispose() => _host.Dispose();

    private SimulationDesk Desk => _host.Services.GetRequiredService<SimulationDesk>();

    private async Task<SimulationView> ReadAsync(SampleProject project) => (await Desk.ReadAsync(Caller.Owner, project.Id, CancellationToken.None)).Value!;

    private async Task<SampleProject> LabelledAsync(int count)
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000));
        await project.LabelAsync(project.Items.Take(count));
        return project;
    }
}
