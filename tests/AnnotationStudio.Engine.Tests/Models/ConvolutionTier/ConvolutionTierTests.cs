using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;
using Network = AnnotationStudio.Engine.Models.ConvolutionTier.ConvolutionTier;

namespace AnnotationStudio.Engine.Tests.Models.ConvolutionTier;

public sealed class ConvolutionTierTests
{
    private static readonly (string[] Texts, int[] Kinds) Messages = SmallPool.Make(400);
    private static readonly FeatureSpace Space = FeatureSpace.Learn(Messages.Texts, 400);
    private static readonly ConvolutionOptions Small = new() { Filters = 16, CharacterFilters = 16, MostEpochs = 12, BatchSize = 8, Members = 2 };

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Train_AHundredMessages_TellsTheOthersApart(LabelTask task)
    {
        using var model = Trained(task);

        var probabilities = Predict(model, Messages.Texts[100..]);

        var right = Enumerable.Range(0, 300).Count(row => Decision.Suggested(probabilities[row], model.Thresholds) is [var only] && only == Messages.Kinds[100 + row]);
        Assert.True(right > 240, $"{right} of 300 right");
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Predict_ByTheRuntime_AgreesWithTheManagedPass(LabelTask task)
    {
        using var model = Trained(task);
        string[] texts =
        [
            .. Messages.Texts[100..180], "", "?", "leak", "Pothole!", "never heard words", new string('a', 300), string.Join(' ', Enumerable.Repeat("leak in a pipe", 200)),
        ];

        var served = Predict(model, texts);

        var encoded = EncodedTexts.Of(texts, model.Network.Vocabulary, model.Network.Rules, model.Network.MostWords, default);
        using var pass = new NetworkPass(model.Network.Shape);
        var (mean, own, managed) = (new float[4], new float[4], new float[4]);
        for (var row = 0; row < texts.Length; row++)
        {
            Array.Clear(mean);
            foreach (var member in model.Network.Members)
            {
                pass.Forward(member, encoded, [row], own, null);
                for (var label = 0; label < 4; label++)
                    mean[label] += own[label] / model.Network.Members.Count;
            }

            Link.Probabilities(task, mean, model.Network.Seen, managed);
            for (var label = 0; label < 4; label++)
                Assert.Equal(managed[label], served[row][label], 1e-5f);
        }
    }

    [Fact]
    public void Train_CancelledAfterAnEpoch_EndsBeforeTheNext()
    {
        using var source = new CancellationTokenSource();
        var epochs = 0;

        Assert.ThrowsAny<OperationCanceledException>(() => new Network(Space, Small).Train(
            Data(LabelTask.Single, 400), new Told(() => { epochs++; source.Cancel(); }), new Random(1), source.Token));

        Assert.Equal(1, epochs);
    }

    [Fact]
    public void Train_WithoutAFeatureSpace_StillLearns()
    {
        using var model = (ConvolutionModel)new Network(null, Small).Train(Data(LabelTask.Single, 100), null, new Random(1), default);

        var probabilities = Predict(model, Messages.Texts[..100]);

        var right = Enumerable.Range(0, 100).Count(row => Decision.Suggested(probabilities[row], null)[0] == Messages.Kinds[row]);
        Assert.True(right > 80, $"{right} of 100 right");
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Explain_Message_PointsAtTheWordsOfItsKind(LabelTask task)
    {
        using var model = Trained(task);
        const string Text = "please help, we have a Leak in the pipe near my house";

        var stretches = model.Explain(Text, 1);

        var speaking = stretches.First(stretch => stretch.Weight > 0);
        Assert.Matches("(Leak|pipe)", Text[speaking.Start..speaking.End]);
        Assert.Empty(model.Explain(Text, 3));
        for (var one = 0; one < stretches.Count; one++)
            Assert.DoesNotContain(stretches.Skip(one + 1), other => other.Start < stretches[one].End && stretches[one].Start < other.End);
    }

    [Fact]
    public void Share_OfAText_SumsUpToWhatItsFeaturesAdd()
    {
        using var model = Trained(LabelTask.Single);
        var (network, member) = (model.Network, model.Network.Members[0]);
        var encoded = EncodedTexts.Of(["please help, we have a Leak in the pipe near my house"], network.Vocabulary, null, network.MostWords, default);
        using var pass = new NetworkPass(network.Shape);
        pass.Forward(member, encoded, [0], new float[4], null);
        var slopes = member.Dense.Span[..network.Shape.Words.Outputs].ToArray();
        var places = new float[encoded.Sequences[0].Length];

        pass.Share(member, 0, slopes, places, new bool[places.Length]);

        var added = Enumerable.Range(0, slopes.Length).Sum(output => slopes[output] * (pass.Features(0)[output] - Math.Max(0, member.WordBiases.Span[output])));
        Assert.True(Math.Abs(added) > .01, $"added {added}");
        Assert.Equal(added, places.Sum(), 1e-3f);
    }

    [Fact]
    public void Predict_AWordThatOnlyARuleKnows_SpeaksForItsLabel()
    {
        var labels = new LabelSet(LabelTask.Multi, [.. SmallPool.Labels.Select(name => new LabelDefinition(name, name == "water" ? ["hydrant"] : [], []))]);
        int[][] targets = [.. Messages.Kinds[..100].Select(kind => new[] { kind })];
        using var model = (ConvolutionModel)new Network(Space, Small).Train(new TrainingSet(new TextBatch(Messages.Texts[..100]), targets, labels), null, new Random(1), default);
        const string Text = "we have a hydrant";

        var probabilities = Predict(model, [Text, "we have a hydrax"]);

        Assert.True(probabilities[0][1] > probabilities[1][1] + .1, $"{probabilities[0][1]} with the rule, {probabilities[1][1]} without");
        Assert.Contains(model.Explain(Text, 1), stretch => stretch.Weight > 0 && Text[stretch.Start..stretch.End].EndsWith("hydrant", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void WithTemperature_Higher_LessSureAndTheSameSuggestions(LabelTask task)
    {
        using var model = Trained(task);
        using var cooler = model.WithTemperature(2);
        using var loaded = (ConvolutionModel)new Network().Load(new MemoryStream(Bytes(cooler)));

        var (before, after) = (Predict(model, Messages.Texts[100..200]), Predict(cooler, Messages.Texts[100..200]));

        Assert.Equal(2, loaded.Temperature);
        for (var row = 0; row < 100; row++)
        {
            Assert.Equal(Decision.Suggested(before[row], model.Thresholds), Decision.Suggested(after[row], cooler.Thresholds));
            var best = Decision.Suggested(before[row], null)[0];
            Assert.True(before[row][best] < .5 || after[row][best] <= before[row][best]);
        }
    }

    [Fact]
    public void Load_Damaged_SaysWhatIsWrong()
    {
        using var model = Trained(LabelTask.Single);
        var bytes = Bytes(model);
        var flipped = (byte[])bytes.Clone();
        flipped[bytes.Length / 2] ^= 1;

        Assert.Contains("cut off", Refusal(bytes[..(bytes.Length / 2)]), StringComparison.Ordinal);
        Assert.Contains("checksum", Refusal(flipped), StringComparison.Ordinal);
        Assert.Contains("metadata", Refusal(new OnnxGraph("foreign").ToBytes([("format", "something else")])), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TooLittle_SaysWhatIsMissing()
    {
        var tier = new Network();

        Assert.Contains("label 150 more", tier.Check(new TrainingSummary(50, 3)).Reason, StringComparison.Ordinal);
        Assert.Contains("only one", tier.Check(new TrainingSummary(5000, 1)).Reason, StringComparison.Ordinal);
        Assert.True(tier.Check(new TrainingSummary(200, 2)).IsReady);
    }

    [Fact]
    public void Train_OptionsOutOfRange_IsRefusedByName()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            new Network(Space, Small with { Filters = 10 }).Train(Data(LabelTask.Single, 60), null, new Random(1), default));

        Assert.Contains("Filters must be a multiple of 16", refused.Message, StringComparison.Ordinal);
    }

    private static string Refusal(byte[] file) => Assert.Throws<InvalidDataException>(() => new Network().Load(new MemoryStream(file))).Message;

    private static ConvolutionModel Trained(LabelTask task) =>
        (ConvolutionModel)new Network(Space, Small).Train(Data(task, 100), null, new Random(1), default);

    private static TrainingSet Data(LabelTask task, int count) => new(
        new TextBatch(Messages.Texts[..count]), [.. Messages.Kinds[..count].Select(kind => new[] { kind })],
        LabelSet.Named(task, [.. SmallPool.Labels, "never seen"]));

    private static ProbabilityMatrix Predict(ConvolutionModel model, string[] texts)
    {
        var probabilities = new ProbabilityMatrix(texts.Length, model.Labels.Count);
        model.Predict(new TextBatch(texts), probabilities, default);
        return probabilities;
    }

    private static byte[] Bytes(ConvolutionModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private sealed class Told(Action onStep) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Fraction > 0)
                onStep();
        }
    }
}
