using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Web.Features.Learning;

namespace AnnotationStudio.Web.Tests.Learning;

/// <summary>The CSV of a simulation as a stop can leave it.</summary>
public sealed class CurveFileTests : IDisposable
{
    private static readonly SimulationRow[] Rows =
    [
        new("set", "default", "regression", 0, 25, .5, .4, .5, .01, .02, 3), new("set", "default", "regression", 0, 50, .6, .5, .6, .01, .02, 4),
        new("set", "random", "regression", 0, 25, .4, .3, .4, .01, .02, 3), new("other, set", "random", "regression", 0, 25, .4, .3, .4, .01, .02, 3),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string Csv => Path.Combine(_folder, "curves.csv");

    [Fact]
    public async Task ReadAsync_StoppedInTheMiddleOfARow_AllWholeRows()
    {
        await using (var file = await CurveFile.OpenAsync(Csv, Rows[..3], CancellationToken.None))
            await file.WriteAsync(Rows[3].ToCsv()[..^1]);

        var read = await CurveFile.ReadAsync(Csv, CancellationToken.None);

        Assert.Equal(Rows[..3], read.Value);
    }

    [Fact]
    public async Task OpenAsync_FileThatIsThere_ItsRowsThenThoseThatCome()
    {
        await using (var file = await CurveFile.OpenAsync(Csv, Rows[..3], CancellationToken.None))
            await file.WriteLineAsync(Rows[3].ToCsv());

        string[] expected = [SimulationRow.Header, .. Rows.Select(row => row.ToCsv())];
        Assert.Equal(expected, await File.ReadAllLinesAsync(Csv, CancellationToken.None));
        Assert.Equal([Csv], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task ReadAsync_NoFile_NoRows() => Assert.Empty((await CurveFile.ReadAsync(Csv, CancellationToken.None)).Value!);

    [Theory]
    [InlineData("name,age\na,3\n", "is not the CSV of a simulation")]
    [InlineData(SimulationRow.Header + "\nset,default,regression,0,x,0.5,0.4,0.5,0,0,3\n", "Row 1")]
    public async Task ReadAsync_ForeignFile_IsRefusedAndLeftAlone(string content, string expected)
    {
        await File.WriteAllTextAsync(Csv, content, CancellationToken.None);

        var read = await CurveFile.ReadAsync(Csv, CancellationToken.None);

        Assert.Contains(expected, read.Problem!.Message, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(Csv, CancellationToken.None));
    }

    [Fact]
    public async Task WriteReportAsync_TwoSets_MarkdownAndAChartForEach()
    {
        var report = Path.Combine(_folder, "my report.md");

        await CurveFile.WriteReportAsync(report, Rows, .55, CancellationToken.None);

        var text = await File.ReadAllTextAsync(report, CancellationToken.None);
        Assert.Contains("](my%20report-2.svg)", text, StringComparison.Ordinal);
        string[] files = ["my report-1.svg", "my report-2.svg", "my report.md"];
        Assert.Equal(files, Directory.GetFiles(_folder).Select(Path.GetFileName).Order()!);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
