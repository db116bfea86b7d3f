using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;

namespace AnnotationStudio.Web.Tests.Projects;

public sealed class ProjectsApiTests : IDisposable
{
    private static readonly string[] Two = ["sports", "business"];
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Create_ByALead_LeadsItAndHasRulesAsVersionOne()
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));

        var project = await CreateAsync(lead, "News", Labels(Two));
        var status = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{project.GetProperty("id")}/status");

        Assert.Equal("lead", project.GetProperty("role").GetString());
        Assert.Equal(1, status.GetProperty("champion").GetProperty("version").GetInt32());
        Assert.Equal("rules", status.GetProperty("champion").GetProperty("tier").GetString());
        Assert.Equal(50, status.GetProperty("retrainAfter").GetInt32());
        Assert.Equal(JsonValueKind.Null, status.GetProperty("training").ValueKind);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { """{"name":"", "task":"single", "labels":[{"name":"a"}]}""", "name" },
        { """{"name":"P", "task":"single", "labels":[]}""", "labels" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"},{"name":"A"}]}""", "labels[1].name" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"},{"name":"b","aliases":["a"]}]}""", "labels[1].name" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a","parents":["c"]}]}""", "labels[0].parents" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a","parents":["b"]},{"name":"b","parents":["a"]}]}""", "labels[0].parents" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a","color":"red"}]}""", "labels[0].color" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a","hotkey":"1"},{"name":"b","hotkey":"1"}]}""", "labels[1].hotkey" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"}], "settings":{"overlap":0}}""", "settings.overlap" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"}], "settings":{"strategy":"margins"}}""", "settings.strategy" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"}], "settings":{"objective":{"target":85}}}""", "settings.objective.target" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"}], "settings":{"objective":{"leastRecall":0}}}""", "settings.objective.leastRecall" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"}], "settings":{"objective":{"mostSuggestions":-1}}}""", "settings.objective.mostSuggestions" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"}], "settings":{"objective":{"mostLatencyMilliseconds":60001}}}""", "settings.objective.mostLatencyMilliseconds" },
        { """{"name":"P", "task":"single", "labels":[{"name":"a"}], "settings":{"objective":{"metric":7}}}""", "settings.objective.metric" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Create_BadContent_NamesTheFieldAndKeepsNothing(string body, string field)
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));

        using var answer = await lead.PostAsync("/api/v1/projects", new StringContent(body, null, "application/json"));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, problem.GetProperty("field").GetString());
        Assert.Equal("[]", await lead.GetStringAsync("/api/v1/projects"));
    }

    [Fact]
    public async Task Create_TenThousandAndOneLabels_Refuses()
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));

        using var answer = await lead.PostAsJsonAsync("/api/v1/projects", new { name = "Many", task = "multi", labels = Labels(Enumerable.Range(0, 10_001).Select(n => $"l{n}")) });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("10,001", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_NameInUse_IsAConflict()
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));
        await CreateAsync(lead, "News", Labels(Two));

        using var answer = await lead.PostAsJsonAsync("/api/v1/projects", new { name = " news ", task = "single", labels = Labels(Two) });

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public async Task Find_AnotherLeadsProject_AnswersAsIfItWereNotThere()
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));
        using var other = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));
        var project = await CreateAsync(lead, "News", Labels(Two));

        using var theirs = await other.GetAsync($"/api/v1/projects/{project.GetProperty("id")}");
        using var nobodys = await other.GetAsync("/api/v1/projects/999999");

        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        Assert.Equal(await DetailAsync(nobodys), await DetailAsync(theirs));
    }

    [Fact]
    public async Task Members_AnnotatorAdded_SeesTheProjectAndCannotChangeIt()
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));
        var person = await _host.AddPersonAsync(Role.Annotator);
        using var annotator = await _host.ClientOfAsync(person);
        var id = (await CreateAsync(lead, "News", Labels(Two))).GetProperty("id").GetInt32();

        using var added = await lead.PostAsJsonAsync($"/api/v1/projects/{id}/members", new { email = person.Email, role = "annotator" });
        using var seen = await annotator.GetAsync($"/api/v1/projects/{id}");
        using var changed = await annotator.PatchAsJsonAsync($"/api/v1/projects/{id}", new { name = "Mine" });

        Assert.Equal(HttpStatusCode.NoContent, added.StatusCode);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, changed.StatusCode);
    }

    [Fact]
    public async Task Update_LabelRenamedById_KeepsItsId()
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));
        var project = await CreateAsync(lead, "News", Labels(Two));
        var first = project.GetProperty("labels")[0].GetProperty("id").GetInt32();

        using var answer = await lead.PatchAsJsonAsync(
            $"/api/v1/projects/{project.GetProperty("id")}", new { labels = new object[] { new { id = first, name = "football" }, new { name = "business" } } });
        var labels = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("labels");

        Assert.Equal(first, labels[0].GetProperty("id").GetInt32());
        Assert.Equal("football", labels[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Update_Objective_IsKeptWholeUntilAnotherReplacesIt()
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));
        var address = $"/api/v1/projects/{(await CreateAsync(lead, "News", Labels(Two))).GetProperty("id")}";

        using var set = await lead.PatchAsJsonAsync(address, new { settings = new { objective = new { metric = "microF1", target = .85, leastRecall = .6 } } });
        using var other = await lead.PatchAsJsonAsync(address, new { settings = new { overlap = 2 } });
        var kept = await ObjectiveAsync(lead, address);
        using var replaced = await lead.PatchAsJsonAsync(address, new { settings = new { objective = new { mostLatencyMilliseconds = 50 } } });
        var last = await ObjectiveAsync(lead, address);

        Assert.Equal(("microF1", .85, .6), (kept.GetProperty("metric").GetString(), kept.GetProperty("target").GetDouble(), kept.GetProperty("leastRecall").GetDouble()));
        Assert.Equal(("macroF1", 50), (last.GetProperty("metric").GetString(), last.GetProperty("mostLatencyMilliseconds").GetDouble()));
        Assert.Equal(JsonValueKind.Null, last.GetProperty("target").ValueKind);
    }

    [Fact]
    public async Task Update_Strategy_IsKeptWhenOtherSettingsChange()
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));
        var made = await CreateAsync(lead, "News", Labels(Two));
        var address = $"/api/v1/projects/{made.GetProperty("id")}";

        using var set = await lead.PatchAsJsonAsync(address, new { settings = new { strategy = "margin+balanced" } });
        using var other = await lead.PatchAsJsonAsync(address, new { settings = new { overlap = 2 } });
        var kept = await lead.GetFromJsonAsync<JsonElement>(address);

        Assert.Equal("default", made.GetProperty("settings").GetProperty("strategy").GetString());
        Assert.Equal("margin+balanced", kept.GetProperty("settings").GetProperty("strategy").GetString());
    }

    [Theory]
    [InlineData("annotations?after=yesterday", "after")]
    [InlineData("annotations?after=0&limit=many", "limit")]
    [InlineData("items?status=finished", "status")]
    [InlineData("items?limit=2.5", "limit")]
    [InlineData("models/compare?baseline=first&challenger=2", "baseline")]
    public async Task Call_ValueOfTheAddressThatCannotBeRead_Answers400AndNamesIt(string path, string name)
    {
        using var lead = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));
        var id = (await CreateAsync(lead, "News", Labels(Two))).GetProperty("id").GetInt32();

        using var answer = await lead.GetAsync($"/api/v1/projects/{id}/{path}");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(name, await DetailAsync(answer), StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private static async Task<JsonElement> ObjectiveAsync(HttpClient client, string address) =>
        (await client.GetFromJsonAsync<JsonElement>(address)).GetProperty("settings").GetProperty("objective");

    private static async Task<string?> DetailAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();

    private static object[] Labels(IEnumerable<string> names) => [.. names.Select(name => new { name })];

    private static async Task<JsonElement> CreateAsync(HttpClient lead, string name, object[] labels)
    {
        using var answer = await lead.PostAsJsonAsync("/api/v1/projects", new { name, task = "single", labels });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
