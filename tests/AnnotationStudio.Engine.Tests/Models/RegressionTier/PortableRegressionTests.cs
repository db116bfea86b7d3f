using System.Globalization;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Models.RegressionTier;

public sealed class PortableRegressionTests
{
    private const double Tolerance = 1e-6;

    // Rules that match often, so that a multi-label head has weights for them.
    private static readonly LabelDefinition[] Labels =
    [
        new("roads", ["street", "pothole", "traffic sign"], []), new("water", ["pipe", "brown"], [0]), new("parks", ["trees"], []) { Patterns = ["play*", "please * house"] }, new("never seen", [], []),
    ];

    // What a tokenizer written twice is likely to read differently.
    private static readonly string[] Odd =
    [
        "", " ", "pothole", "POTHOLE street\u00a0near\u0085my\u001chouse", "na\u0131ve \u0130stanbul Straße café cafe\u0301", "路上有一个坑 street", "\u0e16\u0e19\u0e19 pothole",
        "😀 pipe 👩‍🔧 leak!!", "tap_water 3.5 l/min ½ ² Ⅳ", "x" + new string('y', 300) + "z pipe", string.Join(' ', Enumerable.Repeat("brown water in the pipe", 300)),
        "\u200bpipe\ufeff leak\u2028drain\t\vflood", "ΣΊΣΥΦΟΣ ǅ ﬁ", "unknown wörds ønly",
    ];

    [Theory]
    [InlineData(LabelTask.Single, false)]
    [InlineData(LabelTask.Multi, false)]
    [InlineData(LabelTask.Single, true)]
    public void Write_ReadByPython_GivesTheSameProbabilities(LabelTask task, bool isLargePool)
    {
        if (!PortableReader.IsPossible())
            Assert.Skip("There is no python3 on this machine.");
        var (pooled, kinds) = SmallPool.Make(300);
        string[] pool = [.. pooled, .. Odd];
        var space = FeatureSpace.Learn(pool, pool.Length, new FeatureSpaceOptions { CharacterTexts = isLargePool ? 10 : 20_000 });
        var labelled = Enumerable.Range(0, 120).ToArray();
        var data = new TrainingSet(
            space.Featurize([.. labelled.Select(row => pool[row])]), [.. labelled.Select(row => new[] { kinds[row] })], new LabelSet(task, Labels));
        using var model = new Engine.Models.RegressionTier.RegressionTier(space).Train(data, null, new Random(1), default);
        string[] texts = [.. pool[100..200], .. Odd];
        var expected = new ProbabilityMatrix(texts.Length, 4);
        model.Predict(new TextBatch(texts), expected, default);

        var rows = PortableReader.Answer("regression.py", into => PortableRegression.Write(model, into), texts);

        Assert.Equal(texts.Length, rows.Count);
        for (var text = 0; text < texts.Length; text++)
            for (var label = 0; label < 4; label++)
                Assert.True(
                    Math.Abs(expected[text][label] - rows[text][label]) < Tolerance,
                    string.Create(CultureInfo.InvariantCulture, $"Text {text} (\"{texts[text][..Math.Min(40, texts[text].Length)]}\"), label {label}: {expected[text][label]} here, {rows[text][label]} in Python"));
    }

    [Fact]
    public void Write_ModelOfAnotherTier_IsRefused()
    {
        using var rules = new Engine.Models.RulesTier.RulesModelTier().Train(
            new TrainingSet(new TextBatch([]), [], LabelSet.Named(LabelTask.Single, "a")), null, new Random(1), default);

        Assert.Throws<ArgumentException>(() => PortableRegression.Write(rules, Stream.Null));
    }
}
