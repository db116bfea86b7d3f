using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;

namespace AnnotationStudio.Web.Tests.Learning;

/// <summary>What a version is handed out as, and how two are compared.</summary>
public sealed class ModelFilesTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Card_TrainedVersion_SaysEverythingAsJsonAndAsMarkdown()
    {
        using var scene = await LearningScene.MakeAsync(_host, audit: 60);
        await scene.RoundAsync(0, 200);
        var version = await scene.VersionAsync(2);

        var card = await scene.GetAsync("models/2/card");
        using var file = await scene.Admin.GetAsync($"/api/v1/projects/{scene.Project.Id}/models/2/card?format=md");
        var text = await file.Content.ReadAsStringAsync();
        using var unknown = await scene.Admin.GetAsync($"/api/v1/projects/{scene.Project.Id}/models/2/card?format=pdf");

        Assert.Equal(version.ArtifactHash, card.GetProperty("training").GetProperty("artifactSha256").GetString());
        Assert.Equal(version.DataHash, card.GetProperty("data").GetProperty("annotationsSha256").GetString());
        Assert.Equal(version.TrainedItems, card.GetProperty("data").GetProperty("labels").EnumerateArray().Sum(label => label.GetProperty("items").GetInt32()));
        Assert.Equal(60, card.GetProperty("metrics").GetProperty("items").GetInt32());
        Assert.NotEmpty(card.GetProperty("decisions").EnumerateArray());
        Assert.Equal("text/markdown", file.Content.Headers.ContentType!.MediaType);
        Assert.Contains("## Intended use", text, StringComparison.Ordinal);
        Assert.Contains("60 audit items", text, StringComparison.Ordinal);
        Assert.Contains(version.ArtifactHash, text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
    }

    [Fact]
    public async Task Card_BeforeAuditItems_SaysThatItsFiguresAreBiased()
    {
        using var scene = await LearningScene.MakeAsync(_host);
        await scene.RoundAsync(0, 120);

        var limits = (await scene.GetAsync("models/2/card")).GetProperty("limits").EnumerateArray().Select(limit => limit.GetString()!).ToList();

        Assert.Contains(limits, limit => limit.Contains("biased", StringComparison.Ordinal));
        Assert.Contains(limits, limit => limit.Contains("provisionally", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "annotation-studio-rules-")]
    [InlineData(2, "annotation-studio-regression-2")]
    public async Task Export_Version_IsJsonThatSaysItsFormat(int version, string format)
    {
        using var scene = await LearningScene.MakeAsync(_host);
        await scene.RoundAsync(0, 60, ModelTier.Regression);

        using var answer = await scene.Admin.GetAsync($"/api/v1/projects/{scene.Project.Id}/models/{version}/export");
        var model = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith($"v{version}-{(version == 1 ? "rules" : "regression")}.json", answer.Content.Headers.ContentDisposition!.FileNameStar ?? answer.Content.Headers.ContentDisposition.FileName, StringComparison.Ordinal);
        Assert.StartsWith(format, (model.TryGetProperty("format", out var said) ? said : model.GetProperty("Format")).GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_TwoVersions_GivesPairedFiguresAndNeverShowsAuditItems()
    {
        using var scene = await LearningScene.MakeAsync(_host, audit: 80);
        await scene.RoundAsync(0, 260);

        var comparison = await scene.GetAsync("models/compare?baseline=1&challenger=2");
        var measures = comparison.GetProperty("measures").EnumerateArray().ToList();
        var differing = comparison.GetProperty("disagreement");
        var items = differing.GetProperty("items").EnumerateArray().ToList();
        var audit = scene.Project.Items.Take(80).ToHashSet();
        using var same = await scene.Admin.GetAsync($"/api/v1/projects/{scene.Project.Id}/models/compare?baseline=2&challenger=2");
        using var missing = await scene.Admin.GetAsync($"/api/v1/projects/{scene.Project.Id}/models/compare?baseline=2&challenger=9");

        Assert.Equal(80, comparison.GetProperty("auditItems").GetInt32());
        Assert.Equal(["macro F1", "micro F1", "accuracy"], measures.Select(measure => measure.GetProperty("measure").GetString()!));
        Assert.All(measures, measure => Assert.Equal(
            measure.GetProperty("challenger").GetDouble() - measure.GetProperty("baseline").GetDouble(), measure.GetProperty("difference").GetProperty("value").GetDouble(), 1e-9));
        Assert.Equal(scene.Project.View.Labels.Count, comparison.GetProperty("perLabel").GetArrayLength());
        Assert.Equal(400, differing.GetProperty("asked").GetInt32());
        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.DoesNotContain(item.GetProperty("itemId").GetInt64(), audit));
        Assert.All(items, item => Assert.NotEqual(item.GetProperty("baseline").ToString(), item.GetProperty("challenger").ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [Fact]
    public async Task ModelsPage_Compare_ShowsBothVersions()
    {
        using var scene = await LearningScene.MakeAsync(_host, audit: 60);
        await scene.RoundAsync(0, 200);
        var admin = await _host.AddPersonAsync(Role.Admin);
        using var browser = await _host.SignedInAsync(admin.Email!);

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/projects/{scene.Project.Id}/models?compare=1,2"));

        Assert.Contains("v1 and v2 side by side", page, StringComparison.Ordinal);
        Assert.Contains("On 60 audit items", page, StringComparison.Ordinal);
        Assert.Contains("The ladder", page, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();
}
