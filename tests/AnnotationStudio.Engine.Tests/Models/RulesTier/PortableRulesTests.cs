using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

public sealed class PortableRulesTests
{
    private const double Tolerance = 1e-6;

    private static readonly LabelDefinition[] Labels =
    [
        new("GAN", ["generative adversarial network", "C++"], [2]) { Patterns = ["neural*", "deep * network"] },
        new("time-series", ["huggingface", "café"], []) { Patterns = ["* forecasting", "road-side"] },
        new("vision", ["computer vision", "路", "*"], [3]),
        new("Straßen", ["broken streets", "İstanbul", "street's end"], []),
        new("!?", ["x"], []),
    ];

    private static readonly string[] Texts =
    [
        "", " ", "gan", "CycleGANs and GANs, a GAN's", "TF2 neuralnets: deep, big networks", "neural", "timeseries", "time_series", "time series forecasting", "Hugging Face",
        "hugging-faces", "C++ c++17 c+ C", "generative adversarial networks", "Generative, adversarial. Network", "visions of computer vision", "路上有一个坑 路", "ｶﾌｪ", "cafe\u0301 CAFÉ café's",
        "Straße STRASSEN straßen", "\u0130stanbul istanbul", "the broken street’s end", "street's ends", "roadside road side", "😀 gan 👩‍🔧", "gan" + new string('a', 300), "GAN2vision visionGAN HTTPServer",
        "deep deep network network deep networks", "weather forecasting, forecasting", "x X x_x xx", "don't deep-learning's network", "a\u0300b gan\u0301 gan",
    ];

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Save_ReadByPython_GivesTheSameProbabilities(LabelTask task)
    {
        if (!PortableReader.IsPossible())
            Assert.Skip("There is no python3 on this machine.");
        using var model = new RulesModelTier().Train(new TrainingSet(new TextBatch([]), [], new LabelSet(task, Labels)), null, new Random(1), default);
        string[] texts = [.. Texts, .. SmallPool.Make(100).Texts];
        var expected = new ProbabilityMatrix(texts.Length, Labels.Length);
        model.Predict(new TextBatch(texts), expected, default);

        var rows = PortableReader.Answer("rules.py", model.Save, texts);

        Assert.Equal(texts.Length, rows.Count);
        for (var text = 0; text < texts.Length; text++)
            for (var label = 0; label < Labels.Length; label++)
                Assert.True(
                    Math.Abs(expected[text][label] - rows[text][label]) < Tolerance,
                    FormattableString.Invariant($"Text {text} (\"{texts[text]}\"), label {label}: {expected[text][label]} here, {rows[text][label]} in Python"));
    }
}
