using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Models.RegressionTier;

public sealed class PortableRegressionTests
{
    private const double Tolerance = 2e-6;   // ours adds up single precision, Python double

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
        if (!HasPython())
            Assert.Skip("There is no python3 on this machine.");
        var (pooled, kinds) = SmallPool.Make(300);
        string[] pool = [.. pooled, .. Odd];
        var space = FeatureSpace.Learn(pool, pool.Length, new FeatureSpaceOptions { CharacterTexts = isLargePool ? 10 : 20_000 });
        var labelled = Enumerable.Range(0, 120).ToArray();
        var data = new TrainingSet(
            space.Featurize([.. labelled.Select(row => pool[row])]), [.. labelled.Select(row => new[] { kinds[row] })], LabelSet.Named(task, [.. SmallPool.Labels, "never seen"]));
        using var model = new Engine.Models.RegressionTier.RegressionTier(space).Train(data, null, new Random(1), default);
        string[] texts = [.. pool[100..200], .. Odd];
        var expected = new ProbabilityMatrix(texts.Length, 4);
        model.Predict(new TextBatch(texts), expected, default);

        var rows = ReadByPython(model, texts);

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

    private static List<double[]> ReadByPython(IModel model, string[] texts)
    {
        var folder = Directory.CreateTempSubdirectory("portable-test-");
        try
        {
            var (file, reader) = (Path.Combine(folder.FullName, "model.json"), Path.Combine(folder.FullName, "regression.py"));
            using (var stream = File.Create(file))
                PortableRegression.Write(model, stream);
            File.WriteAllText(reader, ReaderOf(Documentation()));
            var start = new ProcessStartInfo("python3", [reader, file]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
            using var python = Process.Start(start)!;
            var answer = python.StandardOutput.ReadToEndAsync();
            foreach (var text in texts)
                python.StandardInput.WriteLine(JsonSerializer.Serialize(text));
            python.StandardInput.Close();
            var lines = answer.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            python.WaitForExit();
            Assert.True(python.ExitCode == 0, python.StandardError.ReadToEnd());
            return [.. lines.Select(line => JsonSerializer.Deserialize<double[]>(line)!)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string ReaderOf(string documentation)
    {
        const string Fence = "```python\n# regression.py";
        var start = documentation.IndexOf(Fence, StringComparison.Ordinal);
        Assert.True(start >= 0, "The documentation holds no reader of regression models.");
        return documentation[(start + "```python\n".Length)..documentation.IndexOf("```\n", start + Fence.Length, StringComparison.Ordinal)];
    }

    private static string Documentation([CallerFilePath] string thisFile = "") =>
        File.ReadAllText(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "..", "src", "portable-models.md")));

    private static bool HasPython()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            python.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
