using System.Net;
using System.Text;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Exporting;
using AnnotationStudio.Web.Features.Importing;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Exporting;

public sealed class ExportTests : IDisposable
{
    private const string File = """
        {"id": "a", "text": "=SUM(A1), \"quoted\"\nand two lines", "labels": ["Sports", "Business"], "source": "web", "n": 3}
        {"text": "'-tricky", "labels": [], "source": "+44"}
        {"text": "caf\u00e9 \ud83d\ude00", "labels": ["Business"], "label": null, "meta": {"x": [1]}}
        {"text": "nobody decided", "source": "app"}
        """;

    private readonly ImportHost _host = new();

    private ExportDesk Desk => _host.Host.Services.GetRequiredService<ExportDesk>();

    [Theory]
    [InlineData(ExportFormat.Jsonl)]
    [InlineData(ExportFormat.Csv)]
    public async Task Export_ConsensusImportedElsewhere_IsTheSame(ExportFormat format)
    {
        var first = await _host.AddProjectAsync(ProjectTask.Multi);
        var second = await _host.AddProjectAsync(ProjectTask.Multi, name: "Copy");
        await _host.ImportAsync(first, File);

        var exported = await ExportAsync(first, new ExportRequest(format, Unlabelled: true));
        var summary = await _host.ImportAsync(second, exported, new ImportRequest { Format = format.ToString() });

        Assert.Equal((4, 0), (summary.Accepted, summary.Rejected));
        Assert.Equal(await ContentAsync(first), await ContentAsync(second));
    }

    [Fact]
    public async Task Export_JsonLines_HasLabelledItemsWithTheirMeta()
    {
        var project = await _host.AddProjectAsync(ProjectTask.Multi);
        await _host.ImportAsync(project, File);

        var lines = (await ExportAsync(project, new ExportRequest())).TrimEnd().Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.Equal("""{"id":"a","text":"=SUM(A1), \"quoted\"\nand two lines","labels":["Sports","Business"],"source":"web","n":3}""", lines[0]);
        Assert.Equal("""{"text":"café \uD83D\uDE00","labels":["Business"],"meta.meta":{"x":[1]}}""", lines[2]);
    }

    [Fact]
    public async Task Export_Csv_QuotesAndShieldsFormulas()
    {
        var project = await _host.AddProjectAsync(ProjectTask.Multi);
        await _host.ImportAsync(project, File);

        var csv = await ExportAsync(project, new ExportRequest(ExportFormat.Csv));

        Assert.Equal(
            "id,text,labels,meta.meta,n,source\r\n"
            + "a,\"'=SUM(A1), \"\"quoted\"\"\nand two lines\",Sports|Business,,3,web\r\n"
            + ",''-tricky,|,,,'+44\r\n"
            + ",\"café 😀\",Business,\"{\"\"x\"\": [1]}\",,\r\n",
            csv);
    }

    [Theory]
    [InlineData("=1", "'=1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@a", "'@a")]
    [InlineData("\ta", "'\ta")]
    [InlineData("\ra", "'\ra")]
    [InlineData("'=1", "''=1")]
    [InlineData("'a", "'a")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void Shield_WhatASpreadsheetWouldRun_GetsAnApostrophe(string value, string expected) => Assert.Equal(expected, CsvWriter.Shield(value));

    [Fact]
    public async Task Export_Annotations_SaysWhoDecidedWhat()
    {
        var project = await _host.AddProjectAsync();
        await _host.ImportAsync(project, """{"id": "a", "text": "one", "label": "Sports"}""");

        var row = JsonSerializer.Deserialize<JsonElement>(await ExportAsync(project, new ExportRequest(Rows: ExportRows.Annotations)));

        Assert.Equal(("imported", "submit", "a"), (row.GetProperty("annotator").GetString(), row.GetProperty("action").GetString(), row.GetProperty("id").GetString()));
        Assert.Equal("Sports", row.GetProperty("labels")[0].GetString());
    }

    [Fact]
    public async Task Export_MoreThanAPage_HasEveryItemOnce()
    {
        var project = await _host.AddProjectAsync();
        await _host.ImportAsync(project, ImportHost.Lines(1_500, line => $"{{\"text\": \"a {line}\", \"label\": \"Sports\"}}"));
        await _host.ImportAsync(project, ImportHost.Lines(1_000, line => $"{{\"text\": \"b {line}\", \"label\": \"Sports\"}}"));

        var items = (await ExportAsync(project, new ExportRequest())).TrimEnd().Split('\n');
        var annotations = (await ExportAsync(project, new ExportRequest(Rows: ExportRows.Annotations))).TrimEnd().Split('\n');

        Assert.Equal(2_500, items.Distinct().Count());
        Assert.Equal(2_500, annotations.Distinct().Count());
    }

    [Theory]
    [InlineData(Role.Annotator, "", HttpStatusCode.Forbidden)]
    [InlineData(Role.Lead, "?format=csv", HttpStatusCode.OK)]
    [InlineData(Role.Lead, "?format=xlsx", HttpStatusCode.UnprocessableEntity)]
    [InlineData(Role.Lead, "?what=everything", HttpStatusCode.UnprocessableEntity)]
    public async Task Get_ByAMember_AnswersALeadWhoAsksForAKnownFormat(Role role, string query, HttpStatusCode expected)
    {
        var project = await _host.AddProjectAsync();
        using var member = await _host.MemberAsync(project, role);

        using var answer = await member.GetAsync(new Uri($"/api/v1/projects/{project}/export{query}", UriKind.Relative));

        Assert.Equal(expected, answer.StatusCode);
    }

    public void Dispose() => _host.Dispose();

    private async Task<string> ExportAsync(int project, ExportRequest request)
    {
        var outcome = await Desk.OpenAsync(Caller.Owner, project, request, CancellationToken.None);
        using var stream = new MemoryStream();
        await outcome.Value!.WriteAsync((bytes, ct) => stream.WriteAsync(bytes, ct), CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private async Task<List<string>> ContentAsync(int project)
    {
        var labels = (await _host.ProjectAsync(project)).Labels.ToDictionary(label => label.Id, label => label.Name);
        return (await _host.ItemsAsync(project)).ConvertAll(item =>
            $"{item.ExternalId} · {item.Text} · {item.State} · {(item.Consensus is null ? "-" : string.Join('|', item.Consensus.Select(id => labels[id])))}");
    }
}
