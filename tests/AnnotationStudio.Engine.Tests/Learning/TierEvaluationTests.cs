using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Learning;

public sealed class TierEvaluationTests
{
    private static readonly LabelSet Labels = LabelSet.Named(LabelTask.Single, [.. SmallPool.Labels, "without examples"]);

    [Fact]
    public void Run_CrossValidation_JudgesEveryTextOnce()
    {
        var rows = Run(new EvaluationSet(Labels, Messages(120), []), ["rules", "regression", "blend"]);

        Assert.Equal(["rules", "regression", "blend"], rows.Select(row => row.Tier));
        Assert.All(rows, row => Assert.Equal(120, row.Items));
        Assert.InRange(rows[1].Accuracy.Value, .7, 1);
        Assert.True(rows[1].Accuracy.Low < rows[1].Accuracy.Value && rows[1].Accuracy.Value < rows[1].Accuracy.High);
        Assert.True(rows[2].ModelBytes > rows[1].ModelBytes && rows[1].ModelBytes > 1000);
        Assert.True(rows[0].Accuracy.Value < rows[1].Accuracy.Value);
        Assert.Contains($"{rows[1].Accuracy.Value:F3}", rows[1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Test_IsJudgedByAModelOfTheData()
    {
        var messages = Messages(200);

        var rows = Run(new EvaluationSet(Labels, messages[..120], messages[120..]), ["regression"]);

        Assert.Equal(80, rows[0].Items);
        Assert.InRange(rows[0].Accuracy.Value, .7, 1);
    }

    [Fact]
    public void Run_SameSeed_SameFigures()
    {
        var set = new EvaluationSet(Labels, Messages(60), []);

        Assert.Equal(Run(set, ["regression"])[0] with { FitSeconds = 0 }, Run(set, ["regression"])[0] with { FitSeconds = 0 });
    }

    [Fact]
    public void Run_OnlyOneLabelUsed_SaysTheReason()
    {
        var set = new EvaluationSet(Labels, [.. Enumerable.Range(0, 10).Select(i => new LabelledText($"text {i}", ["roads"]))], []);

        Assert.Contains("only one", Assert.Throws<ArgumentException>(() => Run(set, ["regression"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_UnknownLabelTooFewTextsOrTwoLabels_SaysWhich()
    {
        Assert.Contains("three", Refusal([.. Messages(9), new("text", ["three"])]), StringComparison.Ordinal);
        Assert.Contains("3 texts", Refusal(Messages(3)), StringComparison.Ordinal);
        Assert.Contains("Row 10 has 2 labels", Refusal([.. Messages(9), new("text", ["roads", "water"])]), StringComparison.Ordinal);
        Assert.Contains("rules, regression", Assert.Throws<ArgumentException>(() => NamedTier.Find(["oracle"])).Message, StringComparison.Ordinal);
    }

    private static string Refusal(List<LabelledText> data) =>
        Assert.Throws<ArgumentException>(() => new TierEvaluation(new EvaluationSet(Labels, data, []), 5, 1, TimeProvider.System)).Message;

    private static List<EvaluationRow> Run(EvaluationSet set, string[] tiers)
    {
        var rows = new List<EvaluationRow>();
        new TierEvaluation(set, 5, 1, TimeProvider.System).Run(NamedTier.Find(tiers), 1, rows.Add, default);
        return rows;
    }

    private static List<LabelledText> Messages(int count)
    {
        var (texts, kinds) = SmallPool.Make(count);
        return [.. texts.Select((text, row) => new LabelledText(text, [SmallPool.Labels[kinds[row]]]))];
    }
}
