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
        Assert.Equal(report with { PerClass = [], Figures = [] }, back with { PerClass = [], Figures = [] });
        Assert.Equal(report.Figures, back.Figures);
        Assert.Equal(report.PerClass, back.PerClass);
    }

    [Fact]
    public void Of_MultiLabel_SaysCoverageAndSuggestionsPerItem()
    {
        var report = MetricsReport.Of(MetricsSource.Audit, Items.Multi(2, [[0], [1], [0, 1], []], [[0, 1], [], [1], []]), new Random(2));

        Assert.Equal((.5, .75), (report.Coverage, report.SuggestionsPerItem));
        Assert.Equal(Interval.Wilson(2, 4), report.CoverageRange);

        // 2, 0, 1, 0: mean .75, standard error sqrt(2.75 / 3 / 4), Student's t of 3.182; no fewer than none.
        Assert.Equal(.75 + 3.182 * Math.Sqrt(2.75 / 3 / 4), report.SuggestionsRange!.Value.High, 10);
        Assert.Equal(0, report.SuggestionsRange.Value.Low);
        Assert.Null(report.CalibrationError);
        Assert.Null(report.CalibrationRange);
    }

    [Fact]
    public void Of_ObjectiveBeyondTheUsual_IsAmongTheFigures()
    {
        var items = Items.Single(2, [0, 0, 0, 1, 1], [0, 0, 1, 1, 1]);
        var objective = new Measure(Quantity.F, Average.Macro, 2);

        var report = MetricsReport.Of(MetricsSource.Audit, items, new Random(2), objective);

        // Label 0: precision 1, recall 2/3; label 1: precision 2/3, recall 1.
        Assert.Equal(
            ["macro precision", "macro recall", "micro precision", "micro recall", "macro F2"], report.Figures.Select(figure => figure.Name));
        Assert.Equal([5 / 6.0, 5 / 6.0, .8, .8], report.Figures.Take(4).Select(figure => Math.Round(figure.Estimate.Value, 12)).Zip([5 / 6.0, 5 / 6.0, .8, .8], (value, near) => Math.Abs(value - near) < 1e-9 ? near : value));
        Assert.Equal((5 * 2 / (5 * 2 + 4.0) + 5 * 2 / (5 * 2 + 1.0)) / 2, report.FigureOf(objective)!.Value.Value, 10);
        Assert.Equal(report.Accuracy, report.FigureOf(Measure.Accuracy));
        Assert.Null(report.FigureOf(Measure.MacroF1 with { Beta = .5 }));
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

    [Theory]
    [InlineData(1, "agreement with one annotator")]
    [InlineData(3, "agreement with the consensus")]
    public void AuditEstimate_Overlap_DecidesWhatTheFigureMeans(int overlap, string means) =>
        Assert.Equal(means, AuditEstimate.Of(Items.Drawn(60, 3, .7, new Random(1)), 0, new Random(2), overlap)!.Means);
}
