using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;
using Recipe = AnnotationStudio.Engine.Models.RegressionTier.RegressionTier;

namespace AnnotationStudio.Engine.Tests.Models.RegressionTier;

public sealed class RegressionTierTests
{
    private static readonly LabelSet Single = LabelSet.Named(LabelTask.Single, [.. SmallPool.Labels, "never seen"]);
    private static readonly LabelSet Multi = LabelSet.Named(LabelTask.Multi, [.. SmallPool.Labels, "never seen"]);
    private static readonly (string[] Texts, int[] Kinds) Messages = SmallPool.Make(400);
    private static readonly FeatureSpace Space = FeatureSpace.Learn(Messages.Texts, 400);

    [Fact]
    public void Train_SixtyMessages_TellsTheOthersApart()
    {
        using var model = new Recipe(Space).Train(Data(Single, 0, 60), null, new Random(1), default);

        var probabilities = Predict(model, 100, 400);

        var right = Enumerable.Range(0, 300).Count(row => Decision.Suggested(probabilities[row], null)[0] == Messages.Kinds[100 + row]);
        Assert.True(right > 250, $"{right} of 300 right");
        for (var row = 0; row < 300; row++)
        {
            Assert.Equal(1, probabilities[row].ToArray().Sum(), 4);
            Assert.Equal(0, probabilities[row][3]);
        }
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Train_InTheSpanOrOnTheColumns_SameProbabilities(LabelTask task)
    {
        var labels = task == LabelTask.Single ? Single : Multi;
        var data = Data(labels, 0, 60);

        using var span = new Recipe(Space).Train(data, null, new Random(1), default);
        using var columns = new Recipe(Space, new RegressionOptions { MostSpanRows = 0 }).Train(data, null, new Random(1), default);

        var (expected, actual) = (Predict(columns, 60, 200), Predict(span, 60, 200));
        for (var cell = 0; cell < expected.Values.Length; cell++)
            Assert.Equal(expected.Values[cell], actual.Values[cell], .002f);
    }

    [Theory]
    [InlineData(LabelTask.Single, 2000)]
    [InlineData(LabelTask.Single, 0)]
    [InlineData(LabelTask.Multi, 2000)]
    public void TrainCrossValidated_AnyNumberOfThreads_SameBytesAndFolds(LabelTask task, int mostSpanRows)
    {
        var data = Data(task == LabelTask.Single ? Single : Multi, 0, 60);
        var one = new Recipe(Space, new RegressionOptions { MostSpanRows = mostSpanRows });
        var two = new Recipe(Space, new RegressionOptions { MostSpanRows = mostSpanRows, Threads = 2 });

        var first = one.TrainCrossValidated(data, 5, null, new Random(3), default);
        var second = two.TrainCrossValidated(data, 5, null, new Random(3), default);

        Assert.Equal(Bytes(first.Model), Bytes(second.Model));
        Assert.Equal(first.OutOfFold.Values, second.OutOfFold.Values);
    }

    [Fact]
    public void TrainCrossValidated_FastWay_AgreesWithTrainingEachFold()
    {
        var data = Data(Single, 0, 60);
        IModelTier tier = new Recipe(Space);

        var fast = tier.TrainCrossValidated(data, 5, null, new Random(3), default);
        var slow = Folds.Train(tier, data, 5, null, new Random(3), default);

        for (var cell = 0; cell < fast.OutOfFold.Values.Length; cell++)
            Assert.Equal(slow.OutOfFold.Values[cell], fast.OutOfFold.Values[cell], .002f);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Load_Saved_PredictsTheSame(LabelTask task)
    {
        var labels = new LabelSet(task, [new("roads", ["streets"], [2]), new("water", [], []), new("parks", [], []), new("never seen", [], [])]);
        using var model = new Recipe(Space).Train(Data(labels, 0, 60), null, new Random(1), default);

        using var loaded = new Recipe(Space).Load(new MemoryStream(Bytes(model)));

        Assert.Equal(Predict(model, 0, 400).Values, Predict(loaded, 0, 400).Values);
        Assert.Equal(model.Thresholds, loaded.Thresholds);
        Assert.Equal(Bytes(model), Bytes(loaded));
        Assert.Equal(labels.Task, loaded.Labels.Task);
        Assert.Equal("streets", loaded.Labels.Labels[0].Aliases.Single());
        Assert.Equal(2, loaded.Labels.Labels[0].Parents.Single());
    }

    [Fact]
    public void Load_DamagedOrForeign_IsRefused()
    {
        using var model = new Recipe(Space).Train(Data(Single, 0, 60), null, new Random(1), default);
        var bytes = Bytes(model);
        var otherSpace = FeatureSpace.Learn(Messages.Texts[..200], 200);

        Assert.Throws<InvalidDataException>(() => new Recipe(otherSpace).Load(new MemoryStream(bytes)));
        Assert.Throws<InvalidDataException>(() => new Recipe(Space).Load(new MemoryStream(bytes[..100])));
        Assert.Throws<InvalidDataException>(() => new Recipe(Space).Load(new MemoryStream([])));
        bytes[^5] ^= 1;
        Assert.Throws<InvalidDataException>(() => new Recipe(Space).Load(new MemoryStream(bytes)));
    }

    [Fact]
    public void Train_Multi_ThresholdsGiveTheRightTags()
    {
        using var model = new Recipe(Space).Train(Data(Multi, 0, 120), null, new Random(1), default);

        var probabilities = Predict(model, 120, 400);

        var right = Enumerable.Range(0, 280).Count(row => Decision.Suggested(probabilities[row], model.Thresholds) is [var only] && only == Messages.Kinds[120 + row]);
        Assert.True(right > 200, $"{right} of 280 right");
        Assert.Equal(.5f, model.Thresholds![3]);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Explain_Message_PointsAtTheWordsOfItsKind(LabelTask task)
    {
        using var model = new Recipe(Space).Train(Data(task == LabelTask.Single ? Single : Multi, 0, 120), null, new Random(1), default);
        const string Text = "please help, my house has a Leak in the pipe";

        var words = model.Explain(Text, 1);

        Assert.Contains(Text[words[0].Start..words[0].End], new[] { "Leak", "pipe" });
        Assert.Equal(1, Math.Abs(words[0].Weight), 5);
        Assert.True(words[0].Weight > 0);
        Assert.Equal(words.OrderByDescending(word => Math.Abs(word.Weight)).Select(word => word.Start), words.Select(word => word.Start));
        Assert.Empty(model.Explain(Text, 3));
        Assert.Empty(model.Explain("", 1));
    }

    [Fact]
    public void Train_EqualTexts_StillSolves()
    {
        string[] texts = [.. Enumerable.Repeat("a pothole in the street", 20), .. Enumerable.Repeat("a leak in the pipe", 20)];
        int[][] targets = [.. Enumerable.Range(0, 40).Select(i => new[] { i < 20 ? 0 : 1 })];

        using var model = new Recipe(Space).Train(new TrainingSet(new TextBatch(texts), targets, Single), null, new Random(1), default);

        var predicted = new ProbabilityMatrix(2, 4);
        model.Predict(new TextBatch([texts[0], texts[39]]), predicted, default);
        Assert.True(predicted[0][0] > .9 && predicted[1][1] > .9);
    }

    [Fact]
    public void Check_TooLittle_SaysWhatIsMissing()
    {
        var tier = new Recipe(Space);

        Assert.False(tier.Check(new TrainingSummary(0, 0)).IsReady);
        Assert.Contains("only one", tier.Check(new TrainingSummary(50, 1)).Reason, StringComparison.Ordinal);
        Assert.True(tier.Check(new TrainingSummary(2, 2)).IsReady);
    }

    private static TrainingSet Data(LabelSet labels, int first, int last) =>
        new(Space.Featurize(Messages.Texts[first..last]), [.. Messages.Kinds[first..last].Select(kind => new[] { kind })], labels);

    private static ProbabilityMatrix Predict(IModel model, int first, int last)
    {
        var probabilities = new ProbabilityMatrix(last - first, model.Labels.Count);
        model.Predict(new TextBatch(Messages.Texts[first..last]), probabilities, default);
        return probabilities;
    }

    private static byte[] Bytes(IModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
