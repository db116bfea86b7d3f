using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Models.RulesTier;
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

        var fast = tier.TrainCrossValidated(data, 5, null, new Random(3), default).OutOfFold;
        var slow = Folds.Train(tier, data, 5, null, new Random(3), default).OutOfFold;

        // The fast way is calibrated, by one number for all rows.
        var temperature = Math.Log(slow[0][0] / slow[0][1]) / Math.Log(fast[0][0] / fast[0][1]);
        Temperature.Apply(slow, LabelTask.Single, temperature);
        for (var cell = 0; cell < fast.Values.Length; cell++)
            Assert.Equal(slow.Values[cell], fast.Values[cell], .005f);
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
    public void TrainCrossValidated_EqualTextsUnderDifferentLabels_IsUndecidedBetweenThem()
    {
        string[] texts = [.. Enumerable.Repeat("a pothole in the street", 40)];
        int[][] targets = [.. Enumerable.Range(0, 40).Select(i => new[] { i % 2 })];

        using var model = new Recipe(Space).TrainCrossValidated(new TrainingSet(new TextBatch(texts), targets, Single), 5, null, new Random(1), default).Model;

        var predicted = new ProbabilityMatrix(1, 4);
        model.Predict(new TextBatch([texts[0]]), predicted, default);
        Assert.Equal(.5f, predicted[0][0], .02f);
        Assert.Equal(.5f, predicted[0][1], .02f);
    }

    [Theory]
    [InlineData(LabelTask.Single, 3)]
    [InlineData(LabelTask.Multi, 3)]
    [InlineData(LabelTask.Single, 1)]
    [InlineData(LabelTask.Multi, 1)]
    public void TrainCrossValidated_ThreeItems_StillGivesAModel(LabelTask task, int kinds)
    {
        // Given: fewer items than folds, of three labels or of one alone.
        int[][] targets = [.. Enumerable.Range(0, 3).Select(i => new[] { i % kinds })];
        var data = new TrainingSet(Space.Featurize(Messages.Texts[..3]), targets, task == LabelTask.Single ? Single : Multi);

        var (model, outOfFold) = new Recipe(Space).TrainCrossValidated(data, 5, null, new Random(1), default);

        using (model)
        {
            var probabilities = Predict(model, 0, 3);
            Assert.All(probabilities.Values, value => Assert.InRange(value, 0, 1));
            Assert.All(outOfFold.Values, value => Assert.InRange(value, 0, 1));
            Assert.All(Enumerable.Range(0, 3), row => Assert.Equal(targets[row][0], Decision.Suggested(probabilities[row], null)[0]));
        }
    }

    [Fact]
    public void Train_Multi_LearnsHowFarToTrustTheRules()
    {
        // Given: nothing tells the two labels apart but a name that one text in two has, in words of which each is seen once.
        string[] texts = [.. Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? $"word{i} roads other{i}" : $"word{i} trees other{i}")];
        var labels = new LabelSet(LabelTask.Multi, [new("road", [], []), new("park", ["tree"], [])]);
        var space = FeatureSpace.Learn(texts.Select(text => text.Replace("roads", "", StringComparison.Ordinal).Replace("trees", "", StringComparison.Ordinal)), 80);
        var data = new TrainingSet(space.Featurize(texts), [.. Enumerable.Range(0, 80).Select(i => new[] { i % 2 })], labels);

        using var model = new Recipe(space).Train(data, null, new Random(1), default);

        var probabilities = new ProbabilityMatrix(2, 2);
        model.Predict(new TextBatch(["a road", "a tree"]), probabilities, default);
        Assert.Equal([0], Decision.Suggested(probabilities[0], model.Thresholds));
        Assert.Equal([1], Decision.Suggested(probabilities[1], model.Thresholds));
        Assert.Equal("tree", "a tree"[model.Explain("a tree", 1)[0].Start..model.Explain("a tree", 1)[0].End]);
    }

    [Fact]
    public void Predict_PoolThatKnowsItsMatches_SameAsFromTexts()
    {
        using var model = (RegressionModel)new Recipe(Space).Train(Data(Multi, 0, 120), null, new Random(1), default);
        var pool = new Pool(Space.Layout);
        string[] texts = [.. Messages.Texts[120..160].Select(text => text + " roads")];
        pool.Append([.. Enumerable.Range(0, 40).Select(row => (long)row)], Space.Featurize(texts).Features!);
        new RuleMatches(Multi).Fill(pool, rows => [.. rows.Select(row => texts[row])], 1, default);
        var (fromPool, fromTexts) = (new ProbabilityMatrix(40, 4), new ProbabilityMatrix(40, 4));

        model.Predict(pool, [.. Enumerable.Range(0, 40)], fromPool, 2, default);
        model.Predict(new TextBatch(texts), fromTexts, default);

        Assert.Equal(fromTexts.Values, fromPool.Values);
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
