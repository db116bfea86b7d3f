using System.Net;
using System.Text;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Tests.Importing;

public sealed class ImportingApiTests : IDisposable
{
    private readonly ImportHost _host = new();

    [Fact]
    public async Task Post_GoodFile_Answers200WithTheContractsFigures()
    {
        var project = await _host.AddProjectAsync();
        using var lead = await _host.MemberAsync(project, Role.Lead);

        using var answer = await lead.PostAsync($"/api/v1/projects/{project}/import?format=csv&text=body&label=team&id=ref", new StringContent("ref,body,team\n1,hello,Sports\n2,hello,\n"));
        var body = await ImportHost.JsonOf(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal((1, 1, 0), (body.GetProperty("accepted").GetInt32(), body.GetProperty("duplicates").GetInt32(), body.GetProperty("rejected").GetInt32()));
        Assert.True(body.GetProperty("importId").GetInt32() > 0);
        Assert.Equal(0, body.GetProperty("rows").GetArrayLength());
    }

    [Theory]
    [InlineData("", HttpStatusCode.UnprocessableEntity, 0)]
    [InlineData("&keepGoodRows=true", HttpStatusCode.OK, 1)]
    public async Task Post_BadRow_Answers422OrKeepsTheGoodOnes(string query, HttpStatusCode status, int accepted)
    {
        var project = await _host.AddProjectAsync();
        using var lead = await _host.MemberAsync(project, Role.Lead);

        using var answer = await lead.PostAsync($"/api/v1/projects/{project}/import?format=jsonl{query}", new StringContent("{\"text\": \"a\"}\n{\"text\": \"b\", \"label\": \"Graffiti\"}"));
        var body = await ImportHost.JsonOf(answer);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal((accepted, 1), (body.GetProperty("accepted").GetInt32(), body.GetProperty("rejected").GetInt32()));
        Assert.Equal(2, body.GetProperty("rows")[0].GetProperty("row").GetInt32());
        Assert.StartsWith("Class \"Graffiti\" is not in this project.", body.GetProperty("rows")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Annotator, HttpStatusCode.Forbidden)]
    [InlineData(Role.Lead, HttpStatusCode.OK)]
    public async Task Post_ByAMember_NeedsALead(Role role, HttpStatusCode expected)
    {
        var project = await _host.AddProjectAsync();
        using var member = await _host.MemberAsync(project, role);

        using var answer = await member.PostAsync($"/api/v1/projects/{project}/import", new StringContent("{\"text\": \"a\"}"));

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Post_ToAnothersProject_AnswersAsIfThereWereNone()
    {
        var project = await _host.AddProjectAsync();
        using var stranger = await _host.Host.ClientOfAsync(await _host.Host.AddPersonAsync(Role.Lead));

        using var theirs = await stranger.PostAsync($"/api/v1/projects/{project}/import", new StringContent("{}"));
        using var nobodys = await stranger.PostAsync("/api/v1/projects/999/import", new StringContent("{}"));

        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        Assert.Equal((await ImportHost.JsonOf(nobodys)).GetProperty("detail").GetString(), (await ImportHost.JsonOf(theirs)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Post_UnknownFormat_NamesTheField()
    {
        var project = await _host.AddProjectAsync();
        using var lead = await _host.MemberAsync(project, Role.Lead);

        using var answer = await lead.PostAsync($"/api/v1/projects/{project}/import?format=xlsx", new StringContent("x"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("format", (await ImportHost.JsonOf(answer)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Post_MoreThanKestrelsOwnLimit_IsRead()
    {
        var project = await _host.AddProjectAsync();
        using var lead = await _host.MemberAsync(project, Role.Lead);
        var file = Encoding.UTF8.GetBytes(ImportHost.Lines(40, line => $"{line}{new string('x', 900_000)}"));

        using var answer = await lead.PostAsync($"/api/v1/projects/{project}/import?format=txt", new ByteArrayContent(file));

        Assert.Equal(40, (await ImportHost.JsonOf(answer)).GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task Delete_Import_UndoesItAndTheListSaysSo()
    {
        var project = await _host.AddProjectAsync();
        using var lead = await _host.MemberAsync(project, Role.Lead);
        var import = await _host.ImportAsync(project, """{"text": "a"}""", new() { FileName = "/secret/path/a.jsonl" });

        using var undone = await lead.DeleteAsync(new Uri($"/api/v1/projects/{project}/imports/{import.ImportId}", UriKind.Relative));
        using var list = await lead.GetAsync(new Uri($"/api/v1/projects/{project}/imports", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NoContent, undone.StatusCode);
        var row = (await ImportHost.JsonOf(list))[0];
        Assert.Equal(("undone", "a.jsonl"), (row.GetProperty("state").GetString(), row.GetProperty("fileName").GetString()));
    }

    public void Dispose() => _host.Dispose();
}
