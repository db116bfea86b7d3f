using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class LearningWorkerTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Items_WithoutLabels_QueueCoversThePool()
    {
        var project = await SampleProject.CreateAsync(_host);

        var queue = await Eventually.BecomesAsync(() => ReadAsync(db => db.Queue.Where(entry => entry.ProjectId == project.Id).OrderBy(entry => entry.Rank).ToListAsync()), rows => rows.Count >= project.Items.Count);

        Assert.Equal(project.Items.Count, queue.Count);
        Assert.All(queue, entry => Assert.Equal(1, entry.OpenSlots));
        Assert.NotEmpty(queue[0].Reason);
    }

    [Fact]
    public async Task Strategy_Changed_RanksTheQueueAnewByIt()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000));
        await project.LabelAsync(project.Items.Take(60));
        await Eventually.BecomesAsync(Reasons, reasons => reasons.Any(reason => reason.StartsWith("Torn", StringComparison.Ordinal)));

        await _host.Services.GetRequiredService<ProjectDesk>().UpdateAsync(Caller.Owner, project.Id, new ProjectPatch(Settings: new SettingsInput(Strategy: "random")), CancellationToken.None);

        await Eventually.BecomesAsync(Reasons, reasons => reasons.Count > 0 && reasons.All(reason => reason == new RandomSampling().Reason));

        Task<List<string>> Reasons() => ReadAsync(db => db.Queue.Where(entry => entry.ProjectId == project.Id && !entry.IsAudit).OrderBy(entry => entry.Rank).Select(entry => entry.Reason).Take(100).ToListAsync());
    }

    [Fact]
    public async Task Labels_EnoughForARound_TrainRegressionThatServes()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 120));

        await project.LabelAsync(project.Items.Take(120));
        var status = await StatusAsync(project, status => status.Champion!.Version == 2);

        Assert.Equal(ModelTier.Regression, status.Champion!.Tier);
        Assert.Equal(0, status.LabelsSinceTraining);
        Assert.Equal("crossValidation", status.Champion.Metrics!.Value.GetProperty("source").GetString());
        Assert.InRange(status.Champion.Metrics.Value.GetProperty("accuracy").GetProperty("value").GetDouble(), .4, 1);
    }

    [Fact]
    public async Task Labels_OneTooFew_NoRound()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 21));

        await project.LabelAsync(project.Items.Take(20));

        Assert.Equal(0, await ReadAsync(db => db.TrainingRuns.CountAsync(run => run.ProjectId == project.Id)));
    }

    [Fact]
    public async Task Labels_OnAuditItems_JudgeAndNeverTeach()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 200), audit: 80);

        await project.LabelAsync(project.Items.Take(200));
        var status = await StatusAsync(project, status => status.Champion!.Version == 2);
        var model = await ReadAsync(db => db.ModelVersions.SingleAsync(row => row.ProjectId == project.Id && row.Version == 2));

        Assert.Equal("audit", status.Champion!.Metrics!.Value.GetProperty("source").GetString());
        Assert.Equal(80, status.Champion.Metrics.Value.GetProperty("items").GetInt32());
        Assert.InRange(model.TrainedItems, 1, 120);
        Assert.Equal(0, await ReadAsync(db => db.Queue.CountAsync(entry => entry.ProjectId == project.Id && db.Items.Any(item => item.Id == entry.ItemId && item.IsAudit))));
    }

    [Fact]
    public async Task Round_ChallengerStaysOut_ChampionIsJudgedOnTheAuditItemsThatCameSince()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 120), audit: 60);
        await project.LabelAsync(project.Items.Skip(60).Take(120));
        var before = await StatusAsync(project, status => status.Champion!.Version == 2);
        await project.LabelAsync(project.Items.Take(60));

        await _host.Services.GetRequiredService<TrainingDesk>().QueueAsync(Caller.Owner, project.Id, "rules", CancellationToken.None);
        await Eventually.BecomesAsync(() => ReadAsync(db => db.ModelVersions.CountAsync(model => model.ProjectId == project.Id)), count => count == 3);
        var after = await StatusAsync(project, _ => true);

        Assert.Equal("crossValidation", before.Champion!.Metrics!.Value.GetProperty("source").GetString());
        Assert.Equal(2, after.Champion!.Version);
        Assert.Equal("audit", after.Champion.Metrics!.Value.GetProperty("source").GetString());
        Assert.Equal(60, after.Champion.Metrics.Value.GetProperty("items").GetInt32());
        Assert.Equal(1, after.Champion.Metrics.Value.GetProperty("overlap").GetInt32());
    }

    [Fact]
    public async Task Predict_AfterARound_PutsTheMostProbableFirst()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 300));
        using var admin = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Admin));
        await project.LabelAsync(project.Items.Take(300));
        await StatusAsync(project, status => status.Champion!.Version == 2);

        using var answer = await admin.PostAsJsonAsync($"/api/v1/projects/{project.Id}/predict", new { texts = new[] { "The street lamp outside my house is dark since Monday." } });
        var labels = (await answer.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("labels");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Street lighting", labels[0].GetProperty("label").GetString());
        Assert.True(labels[0].GetProperty("suggested").GetBoolean());
    }

    [Fact]
    public async Task Trainings_Cancelled_NeverServe()
    {
        var project = await SampleProject.CreateAsync(_host);
        using var admin = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Admin));
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));

        using var refused = await lead.PostAsJsonAsync($"/api/v1/projects/{project.Id}/trainings", new { });
        using var queued = await admin.PostAsJsonAsync($"/api/v1/projects/{project.Id}/trainings", new { tier = "regression" });
        var id = (await queued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
        using var cancelled = await admin.DeleteAsync($"/api/v1/projects/{project.Id}/trainings/{id}");
        var run = await Eventually.BecomesAsync(() => ReadAsync(db => db.TrainingRuns.SingleAsync(row => row.Id == id)), row => row.State is not (RunState.Queued or RunState.Running));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, queued.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        // Nothing is labelled, so a run that was quicker than its cancellation fails; either way nothing serves.
        Assert.NotEqual(RunState.Succeeded, run.State);
    }

    [Theory]
    [InlineData(1, RunState.Succeeded)]
    [InlineData(2, RunState.Failed)]
    public async Task Start_RunLeftInTheMiddle_IsTriedOnceMore(int attempts, RunState expected)
    {
        var project = await SampleProject.CreateAsync(_host);
        await project.LabelAsync(project.Items.Take(40));
        var line = _host.Services.GetRequiredService<RunLine>();
        var id = await _host.Services.GetRequiredService<StudioStore>().WriteAsync(
            db =>
            {
                var run = LabelLedger.QueueRound(db, project.Id, null, null, TimeProvider.System.GetUtcNow());
                db.TrainingRuns.Where(row => row.Id == run.Id).ExecuteUpdate(set => set.SetProperty(row => row.State, RunState.Running).SetProperty(row => row.Attempts, attempts));
                return run.Id;
            },
            CancellationToken.None);

        await line.RecoverAsync(CancellationToken.None);
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.RunChanged, project.Id);
        var after = await Eventually.BecomesAsync(() => ReadAsync(db => db.TrainingRuns.SingleAsync(row => row.Id == id)), row => row.State is not (RunState.Queued or RunState.Running));

        Assert.Equal(expected, after.State);
        Assert.Equal(expected == RunState.Failed, after.Error is not null);
    }

    [Fact]
    public async Task Champion_ArtifactDamaged_LastGoodVersionServes()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 120));
        await project.LabelAsync(project.Items.Take(120));
        await StatusAsync(project, status => status.Champion!.Version == 2);
        var hash = await ReadAsync(db => db.ModelVersions.Where(row => row.ProjectId == project.Id && row.Version == 2).Select(row => row.ArtifactHash).SingleAsync());
        await File.WriteAllTextAsync(Path.Combine(_host.Folder, "models", hash + ".bin"), "damaged");
        using var shelf = ActivatorUtilities.CreateInstance<ModelShelf>(_host.Services);

        var serving = await shelf.ChampionAsync(project.Id, CancellationToken.None);

        Assert.Equal(1, serving!.Version);
    }

    public void Dispose() => _host.Dispose();

    private async Task<ProjectStatus> StatusAsync(SampleProject project, Func<ProjectStatus, bool> isReached)
    {
        var desk = _host.Services.GetRequiredService<StatusDesk>();
        return await Eventually.BecomesAsync(async () => (await desk.ReadAsync(Caller.Owner, project.Id, CancellationToken.None)).Value!, isReached);
    }

    private async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await _host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);
        return await read(db);
    }
}
