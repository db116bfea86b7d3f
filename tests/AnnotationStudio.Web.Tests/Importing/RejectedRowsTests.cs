using System.Net;
using System.Text;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Importing;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Importing;

public sealed class RejectedRowsTests : IDisposable
{
    private readonly ImportHost _host = new();

    [Fact]
    public async Task Get_MoreThanAHundred_HasEveryRowWithItsReason()
    {
        var project = await _host.AddProjectAsync();
        using var lead = await _host.MemberAsync(project, Role.Lead);
        var import = await _host.ImportAsync(project, ImportHost.Lines(5_000, row => row % 2 == 0 ? $$"""{"text": "good {{row}}"}""" : """{"text": "bad", "label": "Graffiti"}"""), new() { KeepGoodRows = true, FileName = "news.jsonl" });

        using var answer = await lead.GetAsync(Address(project, import.ImportId));
        var lines = (await answer.Content.ReadAsStringAsync()).Trim().Split("\r\n");

        Assert.Equal((2_500, 100), (import.Rejected, import.Rows.Count));
        Assert.Equal("news-rejected.csv", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("row,what is wrong,what to do", lines[0].TrimStart('\uFEFF'));
        Assert.Equal(Enumerable.Range(1, 2_500).Select(row => $"{2 * row},\"Class \"\"Graffiti\"\" is not in this project\",\"Add it, or give it an alias\""), lines[1..]);
    }

    [Fact]
    public async Task Get_TextInTheLabelsColumn_IsNotKept()
    {
        var project = await _host.AddProjectAsync();
        using var lead = await _host.MemberAsync(project, Role.Lead);
        var import = await _host.ImportAsync(project, $"body,team\nMrs Quillfeather,{new string('x', 40)} lives in Larkspur Row with her cat\n", new() { Format = "csv", TextColumn = "team", LabelColumn = "body", KeepGoodRows = true });
        var mixed = await _host.ImportAsync(project, $"body,team\n{new string('x', 40)} lives in Larkspur Row with her cat,Sports\n", new() { Format = "csv", TextColumn = "team", LabelColumn = "body", KeepGoodRows = true });

        var first = await lead.GetStringAsync(Address(project, import.ImportId));
        var second = await lead.GetStringAsync(Address(project, mixed.ImportId));

        Assert.DoesNotContain("Larkspur", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Larkspur", second, StringComparison.Ordinal);
        Assert.Contains("2,\"Class \"\"…\"\" is not in this project\"", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NotALeadOrAnothersProject_IsRefused()
    {
        var (project, other) = (await _host.AddProjectAsync(), await _host.AddProjectAsync(name: "Other"));
        using var annotator = await _host.MemberAsync(project, Role.Annotator);
        using var lead = await _host.MemberAsync(other, Role.Lead);
        var import = await _host.ImportAsync(project, "x");

        using var below = await annotator.GetAsync(Address(project, import.ImportId));
        using var strange = await lead.GetAsync(Address(project, import.ImportId));
        using var mismatched = await lead.GetAsync(Address(other, import.ImportId));

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (below.StatusCode, strange.StatusCode, mismatched.StatusCode));
    }

    [Fact]
    public async Task List_OfAnUndoneImportOrAnErasedProject_IsDeleted()
    {
        var (project, erased) = (await _host.AddProjectAsync(), await _host.AddProjectAsync(name: "Old news"));
        var undone = await _host.ImportAsync(project, "{\"text\": \"a\"}\nx", new() { KeepGoodRows = true });
        var kept = await _host.ImportAsync(project, "x");
        await _host.ImportAsync(erased, "x");
        Assert.Equal(3, Lists().Length);

        await _host.Desk.UndoAsync(Caller.Owner, project, undone.ImportId, CancellationToken.None);
        await _host.Host.Services.GetRequiredService<ProjectErasureDesk>().EraseAsync(Caller.Owner, erased, "Old news", CancellationToken.None);

        var left = await Eventually.BecomesAsync(() => Task.FromResult(Lists()), lists => lists.Length <= 1);
        Assert.Equal($"{kept.ImportId}.csv", Path.GetFileName(Assert.Single(left)));
    }

    [Fact]
    public async Task List_AMonthOld_IsDeleted()
    {
        var project = await _host.AddProjectAsync();
        await _host.ImportAsync(project, "x");
        File.SetLastWriteTimeUtc(Lists()[0], DateTime.UnixEpoch);

        _host.Host.Services.GetRequiredService<StudioEvents>().Publish(Happening.ItemsChanged, project);

        Assert.Empty(await Eventually.BecomesAsync(() => Task.FromResult(Lists()), lists => lists.Length == 0));
    }

    [Fact]
    public void Add_ValueThatBeginsAsAFormula_IsMadeText()
    {
        var path = Path.Combine(_host.Host.Folder, "list.csv");

        using (var list = new RejectedRowsFile(path))
            list.Add(new RejectedRow(1, "=1+1", "@x"));

        Assert.EndsWith("1,\"'=1+1\",\"'@x\"\r\n", File.ReadAllText(path, Encoding.UTF8), StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private static Uri Address(int project, int import) => new($"/api/v1/projects/{project}/imports/{import}/rejected", UriKind.Relative);

    private string[] Lists() => Directory.GetFiles(Path.Combine(_host.Host.Folder, "rejected"));
}
