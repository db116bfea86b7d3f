namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>The training of one network on one thread, an epoch at a time.</summary>
internal sealed class MemberTraining : IDisposable
{
    private readonly NetworkShape _shape;
    private readonly EncodedTexts _texts;
    private readonly Loss _loss;
    private readonly ConvolutionOptions _options;
    private readonly Random _random;
    private readonly TrainingNoise _noise;
    private readonly NetworkPass _pass;
    private readonly int _mostEpochs;
    private int _epoch;

    public MemberTraining(NetworkShape shape, LabelledTexts data, Loss loss, ConvolutionOptions options, int seed)
    {
        (_shape, _texts, _loss, _options, _random) = (shape, data.Texts, loss, options, new Random(seed));
        _noise = new TrainingNoise(options, _random);
        _mostEpochs = options.EpochsFor(data.Targets.Count);
        Parameters = new NetworkParameters(shape, data.Vocabulary, data.Pool, _random);
        _pass = new NetworkPass(shape);
    }

    public NetworkParameters Parameters { get; }

    /// <summary>Passes once over the texts in a new order.</summary>
    /// <param name="rows">The texts to train on; shuffled in place.</param>
    /// <param name="ct">Checked at each step.</param>
    public void Train(int[] rows, CancellationToken ct)
    {
        var rate = _options.LearningRate * Math.Pow(_options.LastRate, (double)_epoch++ / _mostEpochs);
        _random.Shuffle(rows);
        for (var first = 0; first < rows.Length; first += _options.BatchSize)
        {
            ct.ThrowIfCancellationRequested();
            _noise.Next();
            AddGradients(rows.AsSpan(first, Math.Min(_options.BatchSize, rows.Length - first)), _noise);
            Parameters.Step(rate, _options);
        }
    }

    /// <summary>Adds the gradients of the mean loss of some texts, and says what it is.</summary>
    public double AddGradients(ReadOnlySpan<int> rows, TrainingNoise? noise)
    {
        var scores = new float[rows.Length * _shape.Labels];
        _pass.Forward(Parameters.Weights, _texts, rows, scores, noise);
        var loss = _loss.Slopes(rows, scores);
        _pass.Backward(Parameters, _texts, scores, noise);
        return loss;
    }

    /// <summary>Writes the scores of some texts.</summary>
    /// <param name="rows">The texts.</param>
    /// <param name="scores">Rows × labels.</param>
    /// <param name="ct">Checked for each batch.</param>
    public void Score(int[] rows, Span<float> scores, CancellationToken ct)
    {
        for (var first = 0; first < rows.Length; first += _options.BatchSize)
        {
            ct.ThrowIfCancellationRequested();
            var count = Math.Min(_options.BatchSize, rows.Length - first);
            _pass.Forward(
                Parameters.Weights, _texts, rows.AsSpan(first, count), scores.Slice(first * _shape.Labels, count * _shape.Labels), null);
        }
    }

    public void Dispose()
    {
        Parameters.Dispose();
        _pass.Dispose();
    }
}
