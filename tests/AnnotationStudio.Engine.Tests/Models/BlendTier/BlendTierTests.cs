using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.BlendTier;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;
using Blend = AnnotationStudio.Engine.Models.BlendTier.BlendTier;
using Regression = AnnotationStudio.Engine.Models.RegressionTier.RegressionTier;

namespace AnnotationStudio.Engine.Tests.Models.BlendTier;

public sealed class BlendTierTests
{
    private static readonly (string[] Texts, int[] Kinds) Messages = SmallPool.Make(400);
    private static readonly FeatureSpace Space = FeatureSpace.Learn(Messages.Texts, 400);
    private static readonly Blend Tier = new([new RulesModelTier(), new Regression(Space)]);

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Train_RulesAndRegression_TellsTheOthersApart(LabelTask task)
    {
        using var model = Tier.Train(Data(task, 0, 120), null, new Random(1), default);

        var probabilities = Predict(model, 120, 400);

        var right = Enumerable.Range(0, 280).Count(row => Decision.Suggested(probabilities[row], model.Thresholds) is [var only] && only == Messages.Kinds[120 + row]);
        Assert.True(right > 220, $"{right} of 280 right");
        Assert.Equal(task == LabelTask.Multi, model.Thresholds is not null);
        Assert.All(Enumerable.Range(0, 280), row => Assert.True(task == LabelTask.Multi || Math.Abs(probabilities[row].ToArray().Sum() - 1) < 1e-4));
    }

    [Fact]
    public void Train_LabelThatNoMemberHasSeen_StaysImpossible()
    {
        using var model = new Blend([new Regression(Space), new Regression(Space)]).Train(Data(LabelTask.Single, 0, 60), null, new Random(1), default);

        var probabilities = Predict(model, 60, 100);

        for (var row = 0; row < 40; row++)
            Assert.Equal(0, probabilities[row][3]);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void TrainCrossValidated_OneMember_SaysWhatTheMemberSaysInTheSameOrder(LabelTask task)
    {
        var data = Data(task, 0, 90);

        var blend = new Blend([new Regression(Space)]).TrainCrossValidated(data, 5, null, new Random(3), default);
        var alone = new Regression(Space).TrainCrossValidated(data, 5, null, new Random(new Random(3).Next()), default);

        for (var label = 0; label < 3; label++)
            Assert.Equal(
                Enumerable.Range(0, 90).OrderBy(row => alone.OutOfFold[row][label]).Where(row => task == LabelTask.Multi),
                Enumerable.Range(0, 90).OrderBy(row => blend.OutOfFold[row][label]).Where(row => task == LabelTask.Multi));
        Assert.Equal(
            Enumerable.Range(0, 90).Select(row => Decision.Suggested(alone.OutOfFold[row], null)[0]).Where(_ => task == LabelTask.Single),
            Enumerable.Range(0, 90).Select(row => Decision.Suggested(blend.OutOfFold[row], null)[0]).Where(_ => task == LabelTask.Single));
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Load_Saved_PredictsAndExplainsTheSame(LabelTask task)
    {
        using var model = Tier.Train(Data(task, 0, 60), null, new Random(1), default);

        using var loaded = Tier.Load(new MemoryStream(Bytes(model)));

        Assert.Equal(Predict(model, 0, 400).Values, Predict(loaded, 0, 400).Values);
        Assert.Equal(model.Thresholds, loaded.Thresholds);
        Assert.Equal(Bytes(model), Bytes(loaded));
        Assert.Equal(model.Explain(Messages.Texts[0], 0), loaded.Explain(Messages.Texts[0], 0));
        Assert.Equal(AnnotationStudio.Engine.Models.Tier.Regression, ((BlendModel)loaded).Costliest);
    }

    [Fact]
    public void Load_DamagedForeignOrWithAnUnknownMember_IsRefused()
    {
        using var model = Tier.Train(Data(LabelTask.Single, 0, 60), null, new Random(1), default);
        var bytes = Bytes(model);

        Assert.Contains("Regression", Assert.Throws<InvalidDataException>(() => new Blend([new RulesModelTier()]).Load(new MemoryStream(bytes))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Tier.Load(new MemoryStream(bytes[..100])));
        Assert.Throws<InvalidDataException>(() => Tier.Load(new MemoryStream([])));
        bytes[^5] ^= 1;
        Assert.Throws<InvalidDataException>(() => Tier.Load(new MemoryStream(bytes)));
    }

    [Fact]
    public void Explain_WordsOfBothMembers_AreAdded()
    {
        using var model = Tier.Train(Data(LabelTask.Multi, 0, 120), null, new Random(1), default);
        const string Text = "the water in my house: a leak in the pipe";

        var words = model.Explain(Text, 1);

        Assert.Equal(1, Math.Abs(words[0].Weight), 5);
        Assert.Contains(words, word => Text[word.Start..word.End] == "water" && word.Weight > 0);
        Assert.Contains(words, word => Text[word.Start..word.End] == "pipe" && word.Weight > 0);
        Assert.Empty(model.Explain("", 1));
    }

    [Fact]
    public void Check_AMemberIsNotReady_SaysItsReason()
    {
        Assert.Contains("only one", Tier.Check(new TrainingSummary(50, 1)).Reason, StringComparison.Ordinal);
        Assert.True(Tier.Check(new TrainingSummary(2, 2)).IsReady);
    }

    [Fact]
    public void Train_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => Tier.Train(Data(LabelTask.Multi, 0, 60), null, new Random(1), cancelled.Token));
    }

    private static TrainingSet Data(LabelTask task, int first, int last) => new(
        Space.Featurize(Messages.Texts[first..last]),
        [.. Messages.Kinds[first..last].Select(kind => new[] { kind })],
        LabelSet.Named(task, [.. SmallPool.Labels, "never seen"]));

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
