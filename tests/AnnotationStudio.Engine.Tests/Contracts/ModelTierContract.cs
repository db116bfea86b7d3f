using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Contracts;

/// <summary>What every tier must obey, on made-up messages of three kinds.</summary>
public abstract class ModelTierContract
{
    private const int Unseen = 3;

    protected static (string[] Texts, int[] Kinds) Messages { get; } = SmallPool.Make(240);

    /// <summary>Whether its models come from labelled texts; the rules' come from the labels' names alone.</summary>
    protected virtual bool Learns => true;

    protected abstract IModelTier Tier(int threads);

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Train_SameSeedAnyThreads_SameBytes(LabelTask task)
    {
        using var one = Tier(1).Train(Data(task, 60), null, new Random(3), default);
        using var two = Tier(2).Train(Data(task, 60), null, new Random(3), default);

        Assert.Equal(Bytes(one), Bytes(two));
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Load_Saved_SameProbabilitiesThresholdsAndBytes(LabelTask task)
    {
        using var model = Tier(1).Train(Data(task, 60), null, new Random(3), default);

        using var loaded = Tier(1).Load(new MemoryStream(Bytes(model)));

        Assert.Equal(Predict(model, Messages.Texts).Values, Predict(loaded, Messages.Texts).Values);
        Assert.Equal(model.Thresholds, loaded.Thresholds);
        Assert.Equal(model.Labels.Task, loaded.Labels.Task);
        Assert.Equal(model.Labels.Labels.Select(label => label.Name), loaded.Labels.Labels.Select(label => label.Name));
        Assert.Equal(Bytes(model), Bytes(loaded));
    }

    [Fact]
    public void Load_EmptyCutOffOrForeign_IsRefused()
    {
        using var model = Tier(1).Train(Data(LabelTask.Single, 60), null, new Random(3), default);
        var bytes = Bytes(model);
        var random = new byte[500];
        new Random(1).NextBytes(random);

        Assert.Throws<InvalidDataException>(() => Tier(1).Load(new MemoryStream([])));
        Assert.Throws<InvalidDataException>(() => Tier(1).Load(new MemoryStream(random)));
        foreach (var length in new[] { 1, bytes.Length / 3, bytes.Length - 1 })
            Assert.Throws<InvalidDataException>(() => Tier(1).Load(new MemoryStream(bytes[..length])));
    }

    [Fact]
    public void Train_CancelledBefore_Throws()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Tier(1).Train(Data(LabelTask.Single, 60), null, new Random(3), new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Train_Progress_NeverGoesBack()
    {
        var told = new List<double>();

        using var model = Tier(1).Train(Data(LabelTask.Multi, 60), new Told(told), new Random(3), default);

        Assert.NotEmpty(told);
        Assert.All(told, fraction => Assert.InRange(fraction, 0, 1));
        Assert.Equal(told.Order(), told);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Predict_LabelWithoutAnExample_HasProbabilityZero(LabelTask task)
    {
        Assert.SkipUnless(Learns, "Knows labels by their names.");
        using var model = Tier(1).Train(Data(task, 60), null, new Random(3), default);

        var probabilities = Predict(model, Messages.Texts);

        AssertProbabilities(probabilities, task);
        for (var row = 0; row < probabilities.Rows; row++)
            Assert.Equal(0, probabilities[row][Unseen]);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Train_OneLabelOnly_StillPredicts(LabelTask task) => AssertTrains(Messages.Texts[..30], [.. Enumerable.Repeat(new[] { 1 }, 30)], task);

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Train_ThreeItems_StillPredicts(LabelTask task) => AssertTrains(Messages.Texts[..3], [[0], [1], [2]], task);

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Train_EqualTextsWithDifferentLabels_StillPredicts(LabelTask task) =>
        AssertTrains([.. Enumerable.Repeat("the same words again", 24)], [.. Enumerable.Range(0, 24).Select(text => new[] { text % 2 })], task);

    [Fact]
    public void Train_ItemsWithoutALabel_StillPredicts() =>
        AssertTrains(Messages.Texts[..24], [.. Enumerable.Range(0, 24).Select(text => text % 2 == 0 ? Array.Empty<int>() : [1])], LabelTask.Multi);

    [Fact]
    public void Predict_RowsInAnotherOrder_SameProbabilities()
    {
        using var model = Tier(1).Train(Data(LabelTask.Single, 60), null, new Random(3), default);
        string[] texts = [.. Messages.Texts, "", "   ", new string('x', 5000), "unheard-of vocables 🙂 only"];

        var forward = Predict(model, texts);
        var backward = Predict(model, [.. texts.Reverse()]);

        for (var row = 0; row < texts.Length; row++)
            for (var label = 0; label < forward.Labels; label++)
                Assert.Equal(forward[row][label], backward[texts.Length - 1 - row][label], 1e-5f);
    }

    [Fact]
    public void Predict_RoomOfAnotherShape_IsRefused()
    {
        using var model = Tier(1).Train(Data(LabelTask.Single, 60), null, new Random(3), default);

        Assert.Throws<ArgumentException>(() => model.Predict(new TextBatch(Messages.Texts), new ProbabilityMatrix(5, 4), default));
        Assert.Throws<ArgumentException>(() => model.Predict(new TextBatch(Messages.Texts[..5]), new ProbabilityMatrix(5, 3), default));
        model.Predict(new TextBatch([]), new ProbabilityMatrix(0, 4), default);
    }

    [Fact]
    public void Explain_AnyText_StretchesInsideItStrongestFirst()
    {
        using var model = Tier(1).Train(Data(LabelTask.Single, 60), null, new Random(3), default);

        foreach (var text in Messages.Texts[100..110].Append("").Append("roads"))
        {
            var stretches = model.Explain(text, 0);
            Assert.All(stretches, stretch => Assert.True(stretch.Start >= 0 && stretch.Start < stretch.End && stretch.End <= text.Length));
            Assert.Equal(stretches.Select(stretch => Math.Abs(stretch.Weight)).OrderDescending(), stretches.Select(stretch => Math.Abs(stretch.Weight)));
            Assert.True(stretches.Count == 0 || Math.Abs(Math.Abs(stretches[0].Weight) - 1) < 1e-5);
        }
    }

    protected static TrainingSet Data(LabelTask task, int count) =>
        new(new TextBatch(Messages.Texts[..count]), [.. Messages.Kinds[..count].Select(kind => new[] { kind })], Labels(task));

    protected static LabelSet Labels(LabelTask task) => LabelSet.Named(task, [.. SmallPool.Labels, "never seen"]);

    protected static ProbabilityMatrix Predict(IModel model, string[] texts)
    {
        var probabilities = new ProbabilityMatrix(texts.Length, model.Labels.Count);
        model.Predict(new TextBatch(texts), probabilities, default);
        return probabilities;
    }

    protected static byte[] Bytes(IModel model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private void AssertTrains(string[] texts, int[][] targets, LabelTask task)
    {
        using var model = Tier(1).Train(new TrainingSet(new TextBatch(texts), targets, Labels(task)), null, new Random(3), default);

        AssertProbabilities(Predict(model, texts), task);
        Assert.Equal(task == LabelTask.Multi, model.Thresholds is not null);
    }

    private static void AssertProbabilities(ProbabilityMatrix probabilities, LabelTask task)
    {
        Assert.All(probabilities.Values, value => Assert.InRange(value, 0, 1));
        for (var row = 0; row < probabilities.Rows && task == LabelTask.Single; row++)
            Assert.Equal(1, probabilities[row].ToArray().Sum(), 4);
    }

    private sealed class Told(List<double> fractions) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            lock (fractions)
                fractions.Add(value.Fraction);
        }
    }
}
