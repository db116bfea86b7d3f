using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;

namespace AnnotationStudio.Web.Tests.Rules;

public sealed class RulesApiTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Put_ThenGet_GivesBackTheRulesWithTheirFigures()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a pothole", "a kerb");
        using var lead = await _host.ClientOfAsync(project.Lead);

        using var put = await lead.PutAsJsonAsync($"/api/v1/projects/{project.Id}/rules", new { rules = new[] { new { label = "Roads", pattern = "pothole*" } } });
        var book = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{project.Id}/rules");

        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        var rule = book.GetProperty("labels").EnumerateArray().Single(label => label.GetProperty("name").GetString() == "roads").GetProperty("rules")[1];
        Assert.Equal(("pothole*", "pattern", 1), (rule.GetProperty("words").GetString(), rule.GetProperty("kind").GetString(), rule.GetProperty("inPool").GetInt32()));
    }

    [Theory]
    [InlineData("""{}""", "rules")]
    [InlineData("""{"rules":[{"label":"roads","pattern":"*"}]}""", "rules[0].pattern")]
    [InlineData("""{"rules":[null]}""", "rules[0].label")]
    public async Task Put_BadContent_NamesTheField(string body, string field)
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a pothole");
        using var lead = await _host.ClientOfAsync(project.Lead);

        using var answer = await lead.PutAsync($"/api/v1/projects/{project.Id}/rules", new StringContent(body, null, "application/json"));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Get_Annotator_IsForbidden()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a pothole");
        using var annotator = await _host.ClientOfAsync(project.Annotator);

        using var answer = await annotator.GetAsync($"/api/v1/projects/{project.Id}/rules/suggestions");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    public void Dispose() => _host.Dispose();
}
