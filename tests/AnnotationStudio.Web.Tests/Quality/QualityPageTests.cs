using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;

namespace AnnotationStudio.Web.Tests.Quality;

/// <summary>The page and the REST call, asked of the real host.</summary>
public sealed class QualityPageTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Get_Rest_HasAgreementAnnotatorsPairsAndConfusion()
    {
        var project = await SplitAsync();
        using var lead = await _host.ClientOfAsync(project.Lead);

        var quality = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{project.Id}/quality");

        var agreement = quality.GetProperty("agreement");
        Assert.Equal(.5, agreement.GetProperty("observedAgreement").GetProperty("value").GetDouble(), 12);
        Assert.True(agreement.GetProperty("krippendorffAlpha").GetProperty("low").GetDouble() <= agreement.GetProperty("krippendorffAlpha").GetProperty("high").GetDouble());
        Assert.Equal("unreliable", agreement.GetProperty("reliability").GetProperty("level").GetString());
        Assert.Equal(2, quality.GetProperty("annotators").GetArrayLength());
        Assert.Equal(.5, quality.GetProperty("annotators")[0].GetProperty("agreementWithOthers").GetProperty("value").GetDouble(), 12);
        Assert.Equal((2, 1), (quality.GetProperty("pairs")[0].GetProperty("shared").GetInt32(), quality.GetProperty("pairs")[0].GetProperty("agreed").GetInt32()));
        var split = quality.GetProperty("confusion")[0];
        Assert.Equal(("roads", "water", 1), (split.GetProperty("first").GetString(), split.GetProperty("second").GetString(), split.GetProperty("items").GetInt32()));
    }

    [Fact]
    public async Task Get_Rest_Annotator_IsForbidden()
    {
        var project = await SplitAsync();
        using var annotator = await _host.ClientOfAsync(project.Annotator);

        using var answer = await annotator.GetAsync($"/api/v1/projects/{project.Id}/quality");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Page_WithOverlap_SaysTheWordTheReasonAndWhatPeopleSaid()
    {
        var project = await SplitAsync();

        var page = await PageAsync(project, "");

        Assert.Contains("People disagree too often to build on the labels", page, StringComparison.Ordinal);
        Assert.Contains("Unreliable", page, StringComparison.Ordinal);
        Assert.Contains("Alpha is ", page, StringComparison.Ordinal);
        Assert.Contains($"quality?people={project.Lead.Id},{project.Annotator.Id}#disagreements", page, StringComparison.Ordinal);
        Assert.Contains("quality?label=roads&against=water#disagreements", page, StringComparison.Ordinal);
        Assert.Contains($"items?item={project.Items[1]}", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"items?item={project.Items[0]}", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_FilterInTheAddress_NamesWhatItLists()
    {
        var project = await SplitAsync();

        Assert.Contains("water against roads", await PageAsync(project, "?label=water&against=roads"), StringComparison.Ordinal);
        Assert.Contains("They said the same on every item", await PageAsync(project, "?label=water&against=noise"), StringComparison.Ordinal);
        Assert.Contains("This project does not have both", await PageAsync(project, "?label=water&against=trees"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NothingLabelledTwice_SaysWhatToSet()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "roads");

        var page = await PageAsync(project, "");

        Assert.Contains("Nobody has labelled the same item twice", page, StringComparison.Ordinal);
        Assert.Contains($"projects/{project.Id}/settings#overlap", page, StringComparison.Ordinal);
        Assert.Contains($"me?person={project.Annotator.Id}", page, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private async Task<string> PageAsync(SeededProject project, string query)
    {
        using var browser = await _host.SignedInAsync(project.Lead.Email!);
        // A call waits for the figures; the page shows the last ones, and without any an outline.
        using (var lead = await _host.ClientOfAsync(project.Lead))
            (await lead.GetAsync($"/api/v1/projects/{project.Id}/quality")).Dispose();
        return WebUtility.HtmlDecode(await browser.GetStringAsync($"/projects/{project.Id}/quality{query}"));
    }

    private async Task<SeededProject> SplitAsync()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b");
        await project.DecideAsync(project.Lead, 0, AnnotationAction.Submit, "water");
        await project.DecideAsync(project.Annotator, 0, AnnotationAction.Submit, "water");
        await project.DecideAsync(project.Lead, 1, AnnotationAction.Submit, "roads");
        await project.DecideAsync(project.Annotator, 1, AnnotationAction.Submit, "water");
        return project;
    }
}
