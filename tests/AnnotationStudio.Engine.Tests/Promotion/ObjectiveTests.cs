using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Engine.Tests.Evaluation;

namespace AnnotationStudio.Engine.Tests.Promotion;

public sealed class ObjectiveTests
{
    // 30 items of each label: label 0 always found, label 1 on 15 of its 30.
    private static readonly MetricsReport Report = MetricsReport.Of(
        MetricsSource.Audit,
        Items.Single(2, [.. Enumerable.Repeat(0, 30), .. Enumerable.Repeat(1, 30)], [.. Enumerable.Repeat(0, 45), .. Enumerable.Repeat(1, 15)]),
        new Random(1)) with
    { LatencyMilliseconds = 120 };

    [Fact]
    public void MissedBy_NothingAsked_IsNothing() => Assert.Empty(new Objective().MissedBy(Report));

    [Fact]
    public void MissedBy_EveryLimitBroken_SaysEach()
    {
        var objective = new Objective { Measure = Measure.Accuracy, Target = .9, LeastRecall = .6, MostSuggestions = .5, MostLatencyMilliseconds = 100 };

        Assert.Equal(
            [
                "accuracy is 0.75 (0.63–0.84); the target is 0.90.", "The recall of label 1 is 0.50; each label should reach 0.60.",
                "1.0 labels are suggested for an item; the limit is 0.5.", "One answer takes 120 ms; the limit is 100 ms.",
            ],
            objective.MissedBy(Report));
    }

    [Fact]
    public void MissedBy_ReachedOrTooFewToJudge_IsNothing()
    {
        var few = Report with { PerClass = [.. Report.PerClass.Select(line => line with { Support = Objective.LeastSupport - 1 })] };

        Assert.Empty(new Objective { Measure = Measure.Accuracy, Target = .75, LeastRecall = .9, MostSuggestions = 1, MostLatencyMilliseconds = 120 }.MissedBy(few));
    }

    [Fact]
    public void For_AnObjective_ComparesByItsMeasureAndKeepsItsLatency()
    {
        var options = GateOptions.For(new() { Measure = Measure.Accuracy, MostLatencyMilliseconds = 100 });

        Assert.Equal((Measure.Accuracy, 100.0), (options.Measure, options.LatencyLimitMilliseconds));
    }
}
