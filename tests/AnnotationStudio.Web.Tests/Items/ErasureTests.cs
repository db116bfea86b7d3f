using System.Net;
using System.Text;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Items;

public sealed class ErasureTests : IDisposable
{
    private const string Secret = "Mrs Quillfeather of 14 Larkspur Row";
    private readonly StudioHost _host = new();

    [Fact]
    public async Task EraseAsync_Item_LeavesNothingOfItsTextInAnyTableNorInTheFile()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "before", Secret, "after");
        await project.DecideAsync(project.Annotator, 1, AnnotationAction.Submit, $"Is this {Secret}?", ["roads"]);
        Assert.NotEmpty(await FilesWithAsync(Secret));

        var outcome = await EraseAsync(project, project.Admin, 1);

        Assert.True(outcome.IsDone);
        Assert.Empty(await TablesWithAsync(Secret));
        Assert.Empty(await Eventually.BecomesAsync(() => FilesWithAsync(Secret), files => files.Count == 0));
    }

    [Fact]
    public async Task EraseAsync_LabelledItem_IsCountedNoMoreAndNoted()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b", "c");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Annotator, 1, AnnotationAction.Skip);

        await EraseAsync(project, project.Admin, 0);
        await EraseAsync(project, project.Admin, 0);
        await EraseAsync(project, project.Admin, 1);
        await EraseAsync(project, project.Admin, 2);

        var counts = await project.ProjectAsync();
        Assert.Equal((0, 0, 0), (counts.ItemCount, counts.LabelledCount, counts.SkippedCount));
        Assert.Equal(ItemState.Erased, (await project.ItemAsync(0)).State);
        Assert.Equal(0, await project.ReadAsync(db => db.Queue.CountAsync()));
        Assert.Equal(3, await project.ReadAsync(db => db.Activity.CountAsync(entry => entry.What == "item-erased" && entry.PersonId == project.Admin.Id)));
    }

    [Fact]
    public async Task EraseAsync_Item_NeitherLeadNorAnnotatorMay()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a");
        using var lead = await _host.ClientOfAsync(project.Lead);

        using var answer = await lead.DeleteAsync($"/api/v1/projects/{project.Id}/items/{project.Items[0]}");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(ProblemKind.Forbidden, (await EraseAsync(project, project.Lead, 0)).Problem!.Kind);
        Assert.Equal("a", (await project.ItemAsync(0)).Text);
    }

    [Fact]
    public async Task EraseAsync_Project_LeavesOnlyTheNoteThatItWas()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, [Secret, .. Enumerable.Range(0, 2_100).Select(at => $"text {at}")]);
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, $"Is this {Secret}?", ["roads"]);
        var name = (await project.ProjectAsync()).Name;
        var models = Directory.GetFiles(Path.Combine(_host.Folder, "models")).Length;

        var wrong = await EraseProjectAsync(project, project.Admin, "another");
        var lead = await EraseProjectAsync(project, project.Lead, name);
        var outcome = await EraseProjectAsync(project, project.Admin, name);

        Assert.Equal("name", wrong.Problem!.Field);
        Assert.Equal(ProblemKind.Forbidden, lead.Problem!.Kind);
        Assert.True(outcome.IsDone);
        Assert.Empty(await TablesWithAsync(Secret));
        Assert.Empty(await TablesWithAsync(name));
        Assert.Empty(await Eventually.BecomesAsync(() => FilesWithAsync(Secret), files => files.Count == 0));
        Assert.Equal((0, 0), await project.ReadAsync(async db => (await db.Items.CountAsync(), await db.Projects.CountAsync())));
        Assert.Equal("project-erased", (await project.ReadAsync(db => db.Activity.SingleAsync())).What);
        Assert.Equal(models - 1, Directory.GetFiles(Path.Combine(_host.Folder, "models")).Length);
    }

    public void Dispose() => _host.Dispose();

    private Task<Outcome<Done>> EraseAsync(SeededProject project, Person person, int item) => _host.Services.GetRequiredService<ItemErasureDesk>()
        .EraseAsync(SeededProject.CallerOf(person), project.Id, project.Items[item], CancellationToken.None);

    private Task<Outcome<Done>> EraseProjectAsync(SeededProject project, Person person, string name) => _host.Services.GetRequiredService<ProjectErasureDesk>()
        .EraseAsync(SeededProject.CallerOf(person), project.Id, name, CancellationToken.None);

    // The database, its write-ahead log and whatever else lies beside it.
    private async Task<IReadOnlyList<string>> FilesWithAsync(string text)
    {
        var found = new List<string>();
        foreach (var file in Directory.GetFiles(_host.Folder, "studio.db*"))
            if ((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)
                found.Add(Path.GetFileName(file));
        return found;
    }

    // Every column of every table, whatever tables there are.
    private async Task<List<string>> TablesWithAsync(string text)
    {
        var found = new List<string>();
        foreach (var table in await RowsAsync("SELECT name FROM sqlite_master WHERE type = 'table'"))
            foreach (var column in await RowsAsync($"SELECT name FROM pragma_table_info('{table}')"))
                if (await RowsAsync($"""SELECT 1 FROM "{table}" WHERE instr(CAST("{column}" AS TEXT), '{text}') > 0 LIMIT 1""") is { Count: > 0 })
                    found.Add($"{table}.{column}");
        return found;
    }

    private async Task<List<string>> RowsAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_host.Folder, "studio.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
