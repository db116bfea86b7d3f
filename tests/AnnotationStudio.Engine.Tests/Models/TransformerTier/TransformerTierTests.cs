using System.Numerics.Tensors;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.TransformerTier;
using AnnotationStudio.Engine.Shapes;
using Recipe = AnnotationStudio.Engine.Models.TransformerTier.TransformerTier;

namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

public sealed class TransformerTierTests : IDisposable
{
    private static readonly LabelSet Single = LabelSet.Named(LabelTask.Single, [.. SmallPool.Labels, "never seen"]);
    private static readonly LabelSet Multi = LabelSet.Named(LabelTask.Multi, [.. SmallPool.Labels, "never seen"]);
    private static readonly (string[] Texts, int[] Kinds) Messages = SmallPool.Make(400);
    private readonly TemporaryFolder _folder = new();
    private readonly EncoderLibrary _library;

    public TransformerTierTests()
    {
        SmallEncoder.Write(_folder.Path, "small");
        _library = new EncoderLibrary(_folder.Path, "", new EncoderOptions());
    }

    public void Dispose()
    {
        _library.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Train_Messages_TellsTheOthersApart()
    {
        using var model = new Recipe(_library).Train(Data(Single, 0, 150), null, new Random(1), default);

        var probabilities = Predict(model, 200, 400);

        var right = Enumerable.Range(0, 200).Count(row => Decision.Suggested(probabilities[row], null)[0] == Messages.Kinds[200 + row]);
        Assert.True(right > 140, $"{right} of 200 right");
        for (var row = 0; row < 200; row++)
        {
            Assert.Equal(1, probabilities[row].ToArray().Sum(), 4);
            Assert.Equal(0, probabilities[row][3]);
        }
    }

    [Fact]
    public void Train_Multi_ThresholdsGiveTheRightTags()
    {
        using var model = new Recipe(_library).Train(Data(Multi, 0, 200), null, new Random(1), default);

        var probabilities = Predict(model, 200, 400);

        var right = Enumerable.Range(0, 200).Count(row => Decision.Suggested(probabilities[row], model.Thresholds) is [var only] && only == Messages.Kinds[200 + row]);
        Assert.True(right > 110, $"{right} of 200 right");
        Assert.Equal(.5f, model.Thresholds![3]);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void TrainCrossValidated_AnyNumberOfThreads_SameBytesAndFolds(LabelTask task)
    {
        var data = Data(task == LabelTask.Single ? Single : Multi, 0, 60);

        var first = new Recipe(_library).TrainCrossValidated(data, 5, null, new Random(3), default);
        var second = new Recipe(_library, null, new TransformerOptions { Threads = 2 }).TrainCrossValidated(data, 5, null, new Random(3), default);

        Assert.Equal(Bytes(first.Model), Bytes(second.Model));
        Assert.Equal(first.OutOfFold.Values, second.OutOfFold.Values);
    }

    [Fact]
    public void TrainCrossValidated_FastWay_AgreesWithTrainingEachFold()
    {
        var data = Data(Single, 0, 60);
        IModelTier tier = new Recipe(_library);

        var fast = tier.TrainCrossValidated(data, 5, null, new Random(3), default).OutOfFold;
        var slow = Folds.Train(tier, data, 5, null, new Random(3), default).OutOfFold;

        // The fast way is calibrated, by one number for all rows.
        var temperature = Math.Log(slow[0][0] / slow[0][1]) / Math.Log(fast[0][0] / fast[0][1]);
        Temperature.Apply(slow, LabelTask.Single, temperature);
        for (var cell = 0; cell < fast.Values.Length; cell++)
            Assert.Equal(slow.Values[cell], fast.Values[cell], .01f);
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Load_Saved_PredictsTheSame(LabelTask task)
    {
        var labels = new LabelSet(task, [new("roads", ["streets"], [2]), new("water", [], []), new("parks", [], []), new("never seen", [], [])]);
        using var model = new Recipe(_library).Train(Data(labels, 0, 60), null, new Random(1), default);

        using var loaded = new Recipe(_library).Load(new MemoryStream(Bytes(model)));

        Assert.Equal(Predict(model, 0, 100).Values, Predict(loaded, 0, 100).Values);
        Assert.Equal(model.Thresholds, loaded.Thresholds);
        Assert.Equal(Bytes(model), Bytes(loaded));
        Assert.Equal("streets", loaded.Labels.Labels[0].Aliases.Single());
    }

    [Fact]
    public void Load_EncoderChangedOrGone_IsRefused_RenamedIsFound()
    {
        using var model = new Recipe(_library).Train(Data(Single, 0, 60), null, new Random(1), default);
        using var elsewhere = new TemporaryFolder();
        using var other = new EncoderLibrary(elsewhere.Path, "", new EncoderOptions());
        SmallEncoder.Write(elsewhere.Path, "small", seed: 2);

        var refusal = Assert.Throws<InvalidDataException>(() => new Recipe(other).Load(new MemoryStream(Bytes(model))));
        SmallEncoder.Write(elsewhere.Path, "renamed");
        using var found = new Recipe(other).Load(new MemoryStream(Bytes(model)));

        Assert.Contains("encoder small", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("renamed", ((TransformerModel)found).Encoder.Name);
    }

    [Fact]
    public void Load_Damaged_IsRefused()
    {
        using var model = new Recipe(_library).Train(Data(Single, 0, 60), null, new Random(1), default);
        var bytes = Bytes(model);

        Assert.Throws<InvalidDataException>(() => new Recipe(_library).Load(new MemoryStream(bytes[..100])));
        Assert.Throws<InvalidDataException>(() => new Recipe(_library).Load(new MemoryStream([])));
        bytes[^5] ^= 1;
        Assert.Throws<InvalidDataException>(() => new Recipe(_library).Load(new MemoryStream(bytes)));
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void Explain_AllPieces_AddUpToTheScoreOfTheModel(LabelTask task)
    {
        using var model = (TransformerModel)new Recipe(_library).Train(Data(task == LabelTask.Single ? Single : Multi, 0, 120), null, new Random(1), default);
        const string Text = "please help, my house has a Leak in the pipe";

        var (pieces, shares) = new TransformerExplanation(model, 1).Shares(Text);

        var embedding = new EmbeddingMatrix(1, SmallEncoder.Width);
        model.Encoder.Embed([Text], embedding, null, default);
        var centred = new float[SmallEncoder.Width];
        embedding.Read(0, centred);
        TensorPrimitives.Subtract(centred, model.Head.Mean, centred);
        float[] scores = [.. Enumerable.Range(0, 3).Select(output => TensorPrimitives.Dot(model.Head.Of(output), centred))];
        Assert.Equal(scores[1] - (task == LabelTask.Single ? scores.Average() : 0), shares.Sum(), .05f);
        Assert.Equal(pieces.Count, shares.Length);
    }

    [Fact]
    public void Explain_Message_PointsAtWords()
    {
        using var model = new Recipe(_library).Train(Data(Single, 0, 300), null, new Random(1), default);
        const string Text = "please help, my house has a Leak in the pipe";

        var words = model.Explain(Text, 1);

        Assert.Equal(1, Math.Abs(words[0].Weight), 5);
        Assert.All(words, word => Assert.Contains(Text[word.Start..word.End], Text.Replace(",", " ,", StringComparison.Ordinal).Split(' ')));
        Assert.Equal(words.OrderByDescending(word => Math.Abs(word.Weight)).Select(word => word.Start), words.Select(word => word.Start));
        Assert.Empty(model.Explain(Text, 3));
        Assert.Empty(model.Explain("", 1));
    }

    [Fact]
    public void Train_ItemsWithASideFile_EachIsEmbeddedOnce()
    {
        using var cache = EmbeddingCache.Open(Path.Combine(_folder.Path, "1.embeddings"), _library.Open(_library.Look()[0]).Stamp, SmallEncoder.Width);
        var tier = new Recipe(_library, _ => cache);
        var data = Data(Single, 0, 60);
        var items = data with { Batch = new TextBatch(data.Batch.Texts) { Items = [.. Enumerable.Range(1, 60).Select(item => (long)item)] } };
        var unread = data with { Batch = new TextBatch([.. data.Batch.Texts.Select(_ => "other text")]) { Items = items.Batch.Items } };

        var bare = tier.Train(data, null, new Random(1), default);
        Assert.Equal(0, cache.Count);
        var first = tier.Train(items, null, new Random(1), default);
        Assert.Equal(60, cache.Count);
        var second = tier.Train(unread, null, new Random(1), default);

        Assert.Equal(Bytes(bare), Bytes(first));
        Assert.Equal(Bytes(first), Bytes(second));
    }

    [Fact]
    public void RunRound_WholeLoop_PicksOpenRowsAndKeepsEmbeddings()
    {
        var (_, pool, kinds) = SmallPool.Build(300);
        var texts = SmallPool.Make(300).Texts;
        using var cache = EmbeddingCache.Open(Path.Combine(_folder.Path, "1.embeddings"), _library.Open(_library.Look()[0]).Stamp, SmallEncoder.Width);
        var request = new RoundRequest
        {
            Pool = pool,
            Labels = LabelSet.Named(LabelTask.Single, SmallPool.Labels),
            Labelled = [.. Enumerable.Range(0, 60).Select(row => new LabelledRow(row, [kinds[row]]))],
            Tier = new Recipe(_library, _ => cache),
            Texts = ids => [.. ids.Select(id => texts[id - 1000])],
            QueueLength = 100,
        };

        var round = LearningLoop.RunRound(request, null, default);

        Assert.Equal(100, round.Picks.Count);
        Assert.Equal(300, cache.Count);
    }

    [Fact]
    public void Train_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => new Recipe(_library).Train(Data(Single, 0, 60), null, new Random(1), source.Token));
    }

    [Fact]
    public void Check_TooLittleOrNoEncoder_SaysWhatIsMissing()
    {
        using var none = new EncoderLibrary(Path.Combine(_folder.Path, "none"), "", new EncoderOptions());
        var tier = new Recipe(_library);

        Assert.Contains("label two or more", tier.Check(new TrainingSummary(1, 1)).Reason, StringComparison.Ordinal);
        Assert.Contains("only one", tier.Check(new TrainingSummary(50, 1)).Reason, StringComparison.Ordinal);
        Assert.True(tier.Check(new TrainingSummary(2, 2)).IsReady);
        Assert.Contains("Put model.onnx", new Recipe(none).Check(new TrainingSummary(500, 5)).Reason, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => new Recipe(none).Train(Data(Single, 0, 10), null, new Random(1), default));
    }

    private static TrainingSet Data(LabelSet labels, int first, int last) =>
        new(new TextBatch(Messages.Texts[first..last]), [.. Messages.Kinds[first..last].Select(kind => new[] { kind })], labels);

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
