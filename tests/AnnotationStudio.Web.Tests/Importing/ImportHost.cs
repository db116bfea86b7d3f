using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Importing;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Importing;

/// <summary>A host with a project to import into.</summary>
internal sealed class ImportHost : IDisposable
{
    public StudioHost Host { get; } = new();

    public StudioStore Store => Host.Services.GetRequiredService<StudioStore>();

    public ImportDesk Desk => Host.Services.GetRequiredService<ImportDesk>();

    public async Task<int> AddProjectAsync(ProjectTask task = ProjectTask.Single, ProjectSettings? settings = null, string name = "News")
    {
        var project = new Project { Name = name, Task = task, CreatedAt = DateTimeOffset.UnixEpoch, Settings = settings ?? new ProjectSettings { AuditShare = 0 } };
        project.Labels.Add(new Label { Name = "Sports", Aliases = ["football"], Position = 0 });
        project.Labels.Add(new Label { Name = "Business", Position = 1 });
        return await Store.WriteAsync(
            db =>
            {
                db.Projects.Add(project);
                db.SaveChanges();
                return project.Id;
            },
            CancellationToken.None);
    }

    public async Task<ImportSummary> ImportAsync(int projectId, byte[] file, ImportRequest? request = null)
    {
        using var stream = new MemoryStream(file);
        var outcome = await Desk.ImportAsync(Caller.Owner, projectId, stream, request ?? new ImportRequest(), progress: null, CancellationToken.None);
        Assert.True(outcome.IsDone, outcome.Problem?.Message);
        return outcome.Value;
    }

    public Task<ImportSummary> ImportAsync(int projectId, string file, ImportRequest? request = null) => ImportAsync(projectId, Encoding.UTF8.GetBytes(file), request);

    public async Task<T> ReadAsync<T>(Func<StudioDbContext, Task<T>> query)
    {
        await using var db = await Store.ReadAsync(CancellationToken.None);
        return await query(db);
    }

    public Task<List<Item>> ItemsAsync(int projectId) => ReadAsync(db => db.Items.Where(item => item.ProjectId == projectId).OrderBy(item => item.Id).ToListAsync());

    public Task<List<Annotation>> AnnotationsAsync(int projectId) =>
        ReadAsync(db => db.Annotations.Where(row => row.ProjectId == projectId).OrderBy(row => row.Sequence).ToListAsync());

    public Task<Project> ProjectAsync(int projectId) => ReadAsync(db => db.Projects.Include(project => project.Labels).SingleAsync(project => project.Id == projectId));

    public async Task<HttpClient> MemberAsync(int projectId, Role role)
    {
        var person = await Host.AddPersonAsync(role);
        await Store.WriteAsync(db => db.Memberships.Add(new Membership { ProjectId = projectId, PersonId = person.Id, Role = role }).Context.SaveChanges(), CancellationToken.None);
        return await Host.ClientOfAsync(person);
    }

    public static async Task<JsonElement> JsonOf(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    public static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));

    public void Dispose() => Host.Dispose();
}
