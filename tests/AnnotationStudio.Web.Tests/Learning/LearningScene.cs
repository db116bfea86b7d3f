using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

/// <summary>The help desk's project on a host, with somebody who may do everything, and rounds that are waited for.</summary>
internal sealed class LearningScene(StudioHost host, SampleProject project, HttpClient admin) : IDisposable
{
    public SampleProject Project { get; } = project;

    public HttpClient Admin { get; } = admin;

    /// <param name="host">The real host.</param>
    /// <param name="audit">Items reserved for audit, the first of the project.</param>
    /// <param name="copies">Items after those that all but equal them.</param>
    public static async Task<LearningScene> MakeAsync(StudioHost host, int audit = 0, int copies = 0)
    {
        var project = await SampleProject.CreateAsync(host, new SettingsInput(RetrainAfter: 100_000), audit, copies);
        return new LearningScene(host, project, await host.ClientOfAsync(await host.AddPersonAsync(Role.Admin)));
    }

    /// <summary>Labels these items, then runs a round of the tier to its end.</summary>
    public async Task<TrainingRun> RoundAsync(int from, int to, ModelTier? tier = null)
    {
        await Project.LabelAsync(Project.Items.Skip(from).Take(to - from));
        var id = await Store.WriteAsync(db => LabelLedger.QueueRound(db, Project.Id, tier, null, TimeProvider.System.GetUtcNow()).Id, CancellationToken.None);
        host.Services.GetRequiredService<StudioEvents>().Publish(Happening.RunChanged, Project.Id);
        return await Eventually.BecomesAsync(() => ReadAsync(db => db.TrainingRuns.SingleAsync(row => row.Id == id)), row => row.State is not (RunState.Queued or RunState.Running), 180);
    }

    /// <summary>What a lead asks of the project's model.</summary>
    public async Task SetObjectiveAsync(object objective)
    {
        using var answer = await Admin.PatchAsJsonAsync($"/api/v1/projects/{Project.Id}", new { settings = new { objective } });
        answer.EnsureSuccessStatusCode();
    }

    public Task<ModelVersion> VersionAsync(int version) => ReadAsync(db => db.ModelVersions.SingleAsync(row => row.ProjectId == Project.Id && row.Version == version));

    public async Task<int> ChampionAsync()
    {
        var id = (await ReadAsync(db => db.Projects.SingleAsync(row => row.Id == Project.Id))).ChampionId;
        return await ReadAsync(db => db.ModelVersions.Where(row => row.Id == id).Select(row => row.Version).SingleAsync());
    }

    public async Task<JsonElement> GetAsync(string path) => (await Admin.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{Project.Id}/{path}")).Clone();

    public Task<HttpResponseMessage> PostAsync(string path, object body) => Admin.PostAsJsonAsync($"/api/v1/projects/{Project.Id}/{path}", body);

    public async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> read)
    {
        await using var db = await Store.ReadAsync(CancellationToken.None);
        return await read(db);
    }

    public void Dispose() => Admin.Dispose();

    private StudioStore Store => host.Services.GetRequiredService<StudioStore>();
}
