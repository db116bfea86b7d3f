using System.Text.Json;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class MetricsReportTests
{
    [Fact]
    public void Of_AuditItems_WritesTheJsonThatPagesRead()
    {
        var report = MetricsReport.Of(MetricsSource.CrossValidation, Items.Drawn(60, 3, .7, new Random(1)), new Random(2));

        var json = JsonSerializer.Serialize(report, JsonSerializerOptions.Web);

        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal("crossValidation", root.GetProperty("source").GetString());
        Assert.Equal(report.MacroF1.Low, root.GetProperty("macroF1").GetProperty("low").GetDouble());
        Assert.Equal("label 2", root.GetProperty("perClass")[2].GetProperty("label").GetString());
        var back = JsonSerializer.Deserialize<MetricsReport>(json, JsonSerializerOptions.Web)!;
        Assert.Equal(report with { PerClass = [] }, back with { PerClass = [] });
        Assert.Equal(report.PerClass, back.PerClass);
    }

    [Fact]
    public void Of_MultiLabel_SaysCoverageAndSuggestionsPerItem()
    {
        var report = MetricsReport.Of(MetricsSource.Audit, Items.Multi(2, [[0], [1], [0, 1], []], [[0, 1], [], [1], []]), new Random(2));

        Assert.Equal((.5, .75), (report.Coverage, report.SuggestionsPerItem));
        Assert.Null(report.CalibrationError);
    }

    [Fact]
    public void Of_WithProbabilities_SaysCalibrationAndLogLoss()
    {
        var rows = new ProbabilityMatrix(1, 2);
        rows[0][0] = 1;

        var report = MetricsReport.Of(MetricsSource.Audit, new(Items.Names(LabelTask.Single, 2), [[0]], [[0]], rows), new Random(2));

        Assert.Equal((0, 0), (report.CalibrationError, report.LogLoss));
    }

    [Theory]
    [InlineData(49, false)]
    [InlineData(50, true)]
    public void AuditEstimate_FewItems_IsHeldBack(int items, bool shown)
    {
        var report = AuditEstimate.Of(Items.Drawn(items, 3, .7, new Random(1)), 4, new Random(2));

        Assert.Equal(shown, report is not null);
        Assert.Equal(shown ? 4 : null, report?.NonResponse);
    }
}
