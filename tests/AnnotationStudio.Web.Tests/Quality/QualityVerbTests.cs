using System.Text.Json;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Quality;

public sealed class QualityVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studio-quality-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Quality_SingleLabelRows_PrintsAgreementAndConsensus()
    {
        // Two people agree on three of four items; a third settles the fourth against gold.
        Assert.Equal(0, await RunAsync(
            """{"item": "a", "annotator": 1, "label": "yes", "gold": "yes"}""", """{"item": "a", "annotator": 2, "label": "yes"}""",
            """{"item": "b", "annotator": 1, "label": "no", "gold": "no"}""", """{"item": "b", "annotator": 2, "label": "no"}""",
            """{"item": "c", "annotator": 1, "label": "no"}""", "", """{"item": "c", "annotator": 2, "label": "no", "gold": null}""",
            """{"item": "d", "annotator": 1, "label": "yes", "gold": "no"}""", """{"item": "d", "annotator": 2, "label": "no"}""", """{"item": "d", "annotator": 3, "label": "yes"}"""));

        var printed = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal((4, 3, 9), (printed.GetProperty("items").GetInt32(), printed.GetProperty("annotators").GetInt32(), printed.GetProperty("annotations").GetInt32()));
        Assert.Equal((3 + (1 / 3.0)) / 4, printed.GetProperty("observedAgreement").GetProperty("value").GetDouble(), 9);
        foreach (var figure in new[] { "cohenKappaMean", "fleissKappa", "krippendorffAlpha", "gwetAc1" })
            Assert.True(printed.GetProperty(figure).GetProperty("low").GetDouble() <= printed.GetProperty(figure).GetProperty("high").GetDouble());
        foreach (var method in new[] { "majority", "dawidSkene", "oneCoin", "glad", "mace" })
            Assert.True(printed.GetProperty("consensus").GetProperty(method).GetProperty("seconds").GetDouble() >= 0);
        Assert.Equal(2 / 3.0, printed.GetProperty("consensus").GetProperty("majority").GetProperty("accuracy").GetDouble(), 9);
    }

    [Fact]
    public async Task Quality_SetsOfLabels_DoNotCareForOrder()
    {
        Assert.Equal(0, await RunAsync(
            """{"item": 1, "annotator": "x", "labels": ["b", "a"], "gold": ["a", "b"]}""", """{"item": 1, "annotator": "y", "labels": ["a", "b"]}""",
            """{"item": 2, "annotator": "x", "labels": []}""", """{"item": 2, "annotator": "y", "label": "a"}"""));

        var printed = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(.5, printed.GetProperty("observedAgreement").GetProperty("value").GetDouble(), 9);
        Assert.Equal(["nominal", "masi", "jaccard"], printed.GetProperty("krippendorffAlphaBy").EnumerateObject().Select(distance => distance.Name));
        Assert.Equal(1, printed.GetProperty("consensus").GetProperty("dawidSkene").GetProperty("accuracy").GetDouble());
    }

    [Fact]
    public async Task Quality_NoOverlapAndNoGold_LeavesFiguresEmpty()
    {
        Assert.Equal(0, await RunAsync("""{"item": 1, "annotator": "x", "label": "a"}"""));

        var printed = JsonDocument.Parse(_output.ToString()).RootElement;
        Assert.Equal(JsonValueKind.Null, printed.GetProperty("krippendorffAlpha").GetProperty("value").ValueKind);
        Assert.Equal("unknown", printed.GetProperty("reliability").GetProperty("level").GetString());
        Assert.False(printed.GetProperty("consensus").GetProperty("majority").TryGetProperty("accuracy", out _));
    }

    [Theory]
    [InlineData("""{"annotator": "x", "label": "a"}""", "Row 2 has no \"item\"")]
    [InlineData("""{"item": 1, "label": "a"}""", "Row 2 has no \"annotator\"")]
    [InlineData("""{"item": 1, "annotator": "y"}""", "Row 2 has neither \"label\" nor \"labels\"")]
    [InlineData("""{"item": 1, "annotator": "y", "label": ""}""", "Row 2 has an empty label")]
    [InlineData("""{"item": 1, "annotator": "y", "labels": "a"}""", "Row 2 has \"labels\" that are not a list")]
    [InlineData("""{"item": 1, "annotator": "y", "label": "a", "gold": {}}""", "Row 2 has a \"gold\"")]
    [InlineData("""{"item": 1, "annotator": "x", "label": "b"}""", "Row 2 is a second vote of the same annotator on the same item; the first is row 1")]
    [InlineData("""{"item": 1, "annotator": "y", "label": "b", "gold": "b"}""", "Row 2 has another \"gold\" than row 1")]
    [InlineData("""{"item": 1,""", "Row 2 is not JSON")]
    [InlineData("[]", "Row 2 is not an object")]
    public async Task Quality_BadRow_IsNamed(string row, string said)
    {
        Assert.Equal(1, await RunAsync("""{"item": 1, "annotator": "x", "label": "a", "gold": "a"}""", row));

        Assert.StartsWith("--votes: ", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains(said, _errors.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Quality_NoRowsOrNoFile_IsRefused()
    {
        Assert.Equal(1, await RunAsync());
        Assert.Contains("holds no votes", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await CallAsync("quality", "--votes", "nowhere.jsonl"));
        Assert.Contains("There is no file", _errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await CallAsync("quality"));
    }

    private async Task<int> RunAsync(params string[] rows)
    {
        await File.WriteAllLinesAsync(Path.Combine(_folder, "votes.jsonl"), rows);
        return await CallAsync("quality", "--votes", "votes.jsonl");
    }

    private async Task<int> CallAsync(params string[] args)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddQuality().BuildServiceProvider();
        return await Verbs.RunAsync(args, new VerbContext(services, _output, _errors, "", _folder), TestContext.Current.CancellationToken);
    }
}
