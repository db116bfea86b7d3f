using AnnotationStudio.Engine.Shapes;
using Microsoft.ML.OnnxRuntime;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>A trained convolution model: an ONNX file and the session that serves it.</summary>
public sealed class ConvolutionModel : IModel
{
    private readonly byte[] _file;
    private readonly InferenceSession _session;
    private readonly int _threads;

    /// <exception cref="InvalidDataException">The runtime cannot run the file.</exception>
    internal ConvolutionModel(byte[] file, Network network, LabelSet labels, IReadOnlyList<float>? thresholds, int threads)
    {
        (_file, Network, Labels, Thresholds, _threads) = (file, network, labels, thresholds, threads);
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            _session = new InferenceSession(file, options);
        }
        catch (OnnxRuntimeException refused)
        {
            throw new InvalidDataException("ONNX Runtime cannot run this convolution model: " + refused.Message, refused);
        }
    }

    /// <inheritdoc/>
    public Tier Tier => Tier.Convolution;

    /// <inheritdoc/>
    public LabelSet Labels { get; }

    /// <inheritdoc/>
    public IReadOnlyList<float>? Thresholds { get; }

    /// <summary>What the scores are divided by before they become probabilities: above 1 makes the model less sure.</summary>
    public float Temperature => Network.Temperature;

    internal Network Network { get; }

    /// <inheritdoc/>
    /// <remarks>Texts of like length go together, so that little is padded. See DECISIONS.md for texts a second.</remarks>
    public void Predict(TextBatch batch, ProbabilityMatrix into, CancellationToken ct)
    {
        if (into.Rows != batch.Count || into.Labels != Labels.Count)
            throw new ArgumentException($"Room for {into.Rows} × {into.Labels}, but there are {batch.Count} texts × {Labels.Count} labels.", nameof(into));
        var texts = batch.Texts;
        int[] byLength = [.. Enumerable.Range(0, texts.Count).OrderBy(row => texts[row].Length)];
        var ends = ServingBlock.Ends(texts, byLength);
        Blocks.Run(
            _threads,
            ends.Count,
            () => new ServingBlock(_session, Network),
            (block, serving) =>
            {
                var first = block == 0 ? 0 : ends[block - 1];
                serving.Predict(texts, byLength.AsSpan(first, ends[block] - first), into);
            },
            ct);
    }

    /// <inheritdoc/>
    /// <remarks>The n-grams that won the maximum of some filter, weighed by what their words add to the label's score (against the mean of the labels in a single-label model); in a multi-label model with what the rules that match them add.</remarks>
    public IReadOnlyList<TokenWeight> Explain(string text, int label)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)label, (uint)Labels.Count, nameof(label));
        return new ConvolutionExplanation(Network, Labels.Task, label).Of(text);
    }

    /// <summary>The same model with another temperature; its thresholds move along, so that it suggests the same labels.</summary>
    /// <param name="temperature">Above 0.</param>
    public ConvolutionModel WithTemperature(float temperature)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        var network = Network with { Temperature = temperature };
        float[]? thresholds = Thresholds is null ? null : [.. Thresholds.Select(threshold => Moved(threshold, Temperature / temperature))];
        return new ConvolutionModel(ConvolutionArtifact.Write(network, Labels, thresholds), network, Labels, thresholds, _threads);
    }

    /// <summary>Writes an ONNX file: any runtime can run it, and its metadata hold labels, thresholds, vocabulary and settings.</summary>
    public void Save(Stream artifact) => artifact.Write(_file);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static float Moved(float threshold, float factor)
    {
        var score = Math.Log(threshold / (1.0 - threshold));
        return (float)(1 / (1 + Math.Exp(-score * factor)));
    }
}
