using System.Numerics.Tensors;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>One training: how many epochs, by texts held out; then the folds, where they are wanted; then everything.</summary>
/// <remarks>
/// Every network is trained by one thread from a seed of its own, drawn beforehand: the threads share out networks, so the result does not depend on how many there are.
/// </remarks>
internal sealed class ConvolutionTraining
{
    private const int ProbeFolds = 5;
    private const int LeastProbed = 20;
    private const int DrawnWidth = 100;
    private readonly ConvolutionOptions _options;
    private readonly LabelledTexts _data;
    private readonly NetworkShape _shape;
    private readonly Random _random;
    private readonly CancellationToken _ct;

    public ConvolutionTraining(FeatureSpace? space, ConvolutionOptions options, TrainingSet data, Random random, CancellationToken ct)
    {
        if (data.Batch.Count == 0 || data.Targets.Count != data.Batch.Count)
            throw new ArgumentException($"{data.Targets.Count} targets for {data.Batch.Count} texts; at least one is needed.", nameof(data));
        options.Check();
        (_options, _random, _ct) = (options, random, ct);
        var vocabulary = Vocabulary.Of(data.Batch.Texts, space?.Vectors, options.PoolWords);
        var rules = NetworkShape.RulesOf(data.Labels) > 0 ? new RuleMatches(data.Labels) : null;
        var encoded = EncodedTexts.Of(data.Batch.Texts, vocabulary, rules, options.MostWords, ct);
        _data = new LabelledTexts(encoded, data.Targets, data.Labels, vocabulary, rules, space?.Vectors);
        _shape = NetworkShape.Of(options, vocabulary.Count, space?.Vectors.Dimensions ?? DrawnWidth, data.Labels);
    }

    /// <summary>Told how far it has come.</summary>
    public StageProgress Progress { get; init; } = new(null);

    /// <summary>A model of all texts; a multi-label one chooses its thresholds on folds.</summary>
    public ConvolutionModel Train()
    {
        if (_data.Labels.Task == LabelTask.Multi)
            return (ConvolutionModel)TrainCrossValidated(_options.ThresholdFolds).Model;
        var epochs = Epochs(.5);
        return Model(Fit(epochs), null);
    }

    /// <summary>A model of all texts, and predictions of each by networks that had not seen it.</summary>
    public CrossValidatedModel TrainCrossValidated(int folds)
    {
        // Dealt before anything else is drawn: members of a blend get the same folds.
        var fold = Folds.Deal(_data.Targets, _data.Labels.Count, folds, _random);
        var epochs = Epochs(.25);
        var outOfFold = OutOfFold(fold, folds, epochs);
        var thresholds = _data.Labels.Task == LabelTask.Multi ? Thresholds.Choose(outOfFold, _data.Targets) : null;
        return new CrossValidatedModel(Model(Fit(epochs), thresholds), outOfFold);
    }

    // The mean loss of held-out texts over a few networks, each with another part held out: one part alone is too small to say when to stop.
    internal int Epochs(double until)
    {
        var most = _options.EpochsFor(_data.Targets.Count);
        if (_data.Targets.Count < LeastProbed)
            return most / 2;
        var fold = Folds.Deal(_data.Targets, _data.Labels.Count, ProbeFolds, _random);
        var seeds = Seeds(Math.Max(_options.Probes, 1));
        var curves = new double[seeds.Length][];
        Progress.Start("Finding when to stop", until, seeds.Length * most);
        Blocks.Run(_options.Threads, seeds.Length, probe => curves[probe] = HeldOutLoss(Split(fold, probe % ProbeFolds), most, seeds[probe]), _ct);
        var mean = new double[most];
        foreach (var curve in curves)
            for (var epoch = 0; epoch < mean.Length; epoch++)
                mean[epoch] += curve[Math.Min(epoch, curve.Length - 1)];
        return Array.IndexOf(mean, mean.Min()) + 1;
    }

    internal ProbabilityMatrix OutOfFold(int[] fold, int folds, int epochs)
    {
        var seeds = Seeds(folds * _options.Members);
        var scores = new float[seeds.Length][];
        Progress.Start("Cross-validating", .85, seeds.Length * epochs);
        Blocks.Run(_options.Threads, seeds.Length, job => scores[job] = FoldScores(Split(fold, job / _options.Members), epochs, seeds[job]), _ct);
        var outOfFold = new ProbabilityMatrix(fold.Length, _data.Labels.Count);
        for (var f = 0; f < folds; f++)
        {
            var (inside, outside) = Split(fold, f);
            var mean = scores[f * _options.Members];
            foreach (var other in scores.AsSpan((f * _options.Members) + 1, _options.Members - 1))
                TensorPrimitives.Add(mean, other, mean);
            TensorPrimitives.Divide(mean, _options.Members, mean);
            var seen = LossOf(inside).Seen;
            for (var i = 0; i < outside.Length; i++)
                Link.Probabilities(_data.Labels.Task, mean.AsSpan(i * _data.Labels.Count, _data.Labels.Count), seen, outOfFold[outside[i]]);
        }

        return outOfFold;
    }

    internal Network Fit(int epochs)
    {
        int[] rows = [.. Enumerable.Range(0, _data.Targets.Count)];
        var loss = LossOf(rows);
        var seeds = Seeds(_options.Members);
        var members = new Weights[seeds.Length];
        Progress.Start("Training on everything", 1, seeds.Length * epochs);
        Blocks.Run(
            _options.Threads, seeds.Length,
            member =>
            {
                using var training = new MemberTraining(_shape, _data, loss, _options, seeds[member]);
                Train(training, [.. rows], epochs);
                members[member] = training.Parameters.Weights.Copy();
            },
            _ct);
        return new Network(_shape, members, _data.Vocabulary, _data.Rules, _options.MostWords, loss.Seen, 1);
    }

    private ConvolutionModel Model(Network network, float[]? thresholds)
    {
        var file = ConvolutionArtifact.Write(network, _data.Labels, thresholds);
        var model = new ConvolutionModel(file, network, _data.Labels, thresholds, _options.Threads);
        Progress.End();
        return model;
    }

    private double[] HeldOutLoss((int[] Inside, int[] Outside) part, int most, int seed)
    {
        var loss = LossOf(part.Inside);
        using var training = new MemberTraining(_shape, _data, loss, _options, seed);
        var scores = new float[part.Outside.Length * _data.Labels.Count];
        var curve = new List<double>();
        var best = 0;
        while (curve.Count < most && curve.Count - best <= Math.Max(_options.Patience, most / 5))
        {
            Train(training, part.Inside, 1);
            training.Score(part.Outside, scores, _ct);
            curve.Add(loss.Slopes(part.Outside, scores));
            if (curve[^1] < curve[best])
                best = curve.Count - 1;
        }

        return [.. curve];
    }

    private float[] FoldScores((int[] Inside, int[] Outside) part, int epochs, int seed)
    {
        using var training = new MemberTraining(_shape, _data, LossOf(part.Inside), _options, seed);
        Train(training, part.Inside, epochs);
        var scores = new float[part.Outside.Length * _data.Labels.Count];
        training.Score(part.Outside, scores, _ct);
        return scores;
    }

    private void Train(MemberTraining training, int[] rows, int epochs)
    {
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            training.Train(rows, _ct);
            Progress.Step();
        }
    }

    private Loss LossOf(int[] trained) => new(_data.Labels, _data.Targets, trained, _options);

    private static (int[] Inside, int[] Outside) Split(int[] fold, int held) => (
        [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] != held)],
        [.. Enumerable.Range(0, fold.Length).Where(row => fold[row] == held)]);

    private int[] Seeds(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.Next())];
}
