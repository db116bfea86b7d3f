using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Web.Features.Overview;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Overview;

public sealed class OverviewDeskTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task ReadAsync_AfterEachDecision_CountsAreRight()
    {
        var project = await SeedAsync("a", "b", "c", "d");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Annotator, 1, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Annotator, 2, AnnotationAction.Skip);
        await project.DecideAsync(project.Lead, 3, AnnotationAction.Submit, "noise");

        var overview = await ReadAsync(project, project.Lead);

        Assert.Equal((4, 3, 1, 0), (overview.Project.Items, overview.Project.Labelled, overview.Project.Skipped, overview.Project.Remaining));
        Assert.Equal([("roads", 2), ("water", 0), ("noise", 1)], overview.Labels.Select(label => (label.Name, label.Items)));
        var annotator = overview.People.Single(person => person.PersonId == project.Annotator.Id);
        Assert.Equal((2, 1.5, 1), (annotator.Labels, annotator.MedianSeconds!.Value, annotator.Skipped));
    }

    [Fact]
    public async Task ReadAsync_Annotator_SeesNobodyElsesWork()
    {
        var project = await SeedAsync("a", "b");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Lead, 1, AnnotationAction.Submit, "noise");

        var overview = await ReadAsync(project, project.Annotator);

        Assert.Equal(project.Annotator.Id, Assert.Single(overview.People).PersonId);
    }

    [Fact]
    public async Task ReadAsync_LabelsOfToday_StandOnTheLastDay()
    {
        var project = await SeedAsync("a");
        var now = _host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await _host.Services.GetRequiredService<StudioStore>().WriteAsync(
            db =>
            {
                db.Annotations.Add(new Annotation { ProjectId = project.Id, ItemId = project.Items[0], AnnotatorId = project.Lead.Id, Key = Guid.NewGuid(), Action = AnnotationAction.Submit, CreatedAt = now });
                db.SaveChanges();
            },
            CancellationToken.None);

        var overview = await ReadAsync(project, project.Lead);

        Assert.Equal(14, overview.Days.Count);
        Assert.Equal(1, overview.Days[^1].Labels);
        Assert.Equal(1, overview.Days.Sum(day => day.Labels));
    }

    [Fact]
    public async Task ReadAsync_JudgedChampion_ShowsItsMetricsAndTheCurve()
    {
        var project = await SeedAsync("a");
        var report = new MetricsReport(
            MetricsSource.Audit, 212, new(0.83, 0.78, 0.88), new(0.81, 0.77, 0.85), new(0.83, 0.78, 0.88), [new("roads", 0.8, 0.9, 0.85, 40), new("noise", 0.5, 0.5, 0.5, 8)], 1, 1);
        await PromoteAsync(project, report);

        var overview = await ReadAsync(project, project.Lead);

        Assert.Equal(MetricsSource.Audit, overview.Champion!.Metrics!.Source);
        Assert.Equal([("roads", 40), ("noise", 8)], overview.Champion.Classes.Select(line => (line.Label, line.Support)));
        var point = Assert.Single(overview.Curve);
        Assert.Equal((2, 60, 0.81, true), (point.Version, point.Labels, point.Value, point.IsAudit));
    }

    [Fact]
    public async Task RetrainAsync_ByRole_QueuesOnlyForAdmins()
    {
        var project = await SeedAsync("a");
        var desk = _host.Services.GetRequiredService<RetrainDesk>();

        var lead = await desk.RetrainAsync(SeededProject.CallerOf(project.Lead), project.Id, CancellationToken.None);
        var admin = await desk.RetrainAsync(SeededProject.CallerOf(project.Admin), project.Id, CancellationToken.None);

        Assert.Equal(ProblemKind.Forbidden, lead.Problem!.Kind);
        Assert.True(admin.IsDone);
        Assert.Equal(project.Admin.Id, (await project.ReadAsync(db => db.TrainingRuns.SingleAsync())).PersonId);
    }

    public void Dispose() => _host.Dispose();

    private Task<SeededProject> SeedAsync(params string[] texts) => SeededProject.MakeAsync(_host, ProjectTask.Single, texts);

    private async Task<Features.Overview.Overview> ReadAsync(SeededProject project, Person person) =>
        (await _host.Services.GetRequiredService<OverviewDesk>().ReadAsync(SeededProject.CallerOf(person), project.Id, CancellationToken.None)).Value!;

    private Task PromoteAsync(SeededProject project, MetricsReport report) => _host.Services.GetRequiredService<StudioStore>().WriteAsync(
        db =>
        {
            var version = new ModelVersion
            {
                ProjectId = project.Id,
                Version = 2,
                Tier = ModelTier.Regression,
                ArtifactHash = "none",
                Seed = 1,
                TrainedItems = 60,
                DataCut = 0,
                LabelIds = [],
                Metrics = StoredMetrics.Write(report),
                WasPromoted = true,
                SizeBytes = 1,
                TrainingSeconds = 1,
                TrainedAt = DateTimeOffset.UnixEpoch,
            };
            db.ModelVersions.Add(version);
            db.SaveChanges();
            db.Projects.Where(row => row.Id == project.Id).ExecuteUpdate(set => set.SetProperty(row => row.ChampionId, version.Id));
        },
        CancellationToken.None);
}
