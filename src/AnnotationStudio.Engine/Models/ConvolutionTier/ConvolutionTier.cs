using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>A small convolutional network over words and their characters, trained here and served by ONNX Runtime.</summary>
/// <param name="space">Where words' vectors begin: the pool's. Null starts them at random, and is enough to load a model.</param>
/// <param name="options">Null for the defaults on one thread.</param>
/// <remarks>
/// Word vector and characters → windows of several widths → maximum over the text → dropout → dense → softmax, or a sigmoid for each label. In a multi-label
/// task the dense layer also reads which rules match (the wide part of Cheng et al., Wide &amp; Deep Learning for Recommender Systems, 2016). A label without a single text yet has probability 0. Source: Kim, Convolutional Neural Networks for Sentence Classification (2014).
/// </remarks>
public sealed class ConvolutionTier(FeatureSpace? space = null, ConvolutionOptions? options = null) : IModelTier
{
    private const int LeastItems = 200;
    private readonly ConvolutionOptions _options = options ?? new ConvolutionOptions();

    /// <inheritdoc/>
    public Tier Tier => Tier.Convolution;

    /// <inheritdoc/>
    public TierReadiness Check(TrainingSummary data) => data switch
    {
        { Items: < LeastItems } => TierReadiness.NotYet(
            $"A convolutional network starts to pay at about {LeastItems} labelled items, and there are {data.Items}: label {LeastItems - data.Items} more."),
        { LabelsSeen: < 2 } => TierReadiness.NotYet("A convolutional network tells labels apart, and only one has been used: label items of another."),
        _ => TierReadiness.Ready,
    };

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no text, not a target for each, or an option is out of its range.</exception>
    public IModel Train(TrainingSet data, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct) =>
        Training(data, progress, random, ct).Train();

    /// <inheritdoc/>
    public CrossValidatedModel TrainCrossValidated(
        TrainingSet data, int folds, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct)
    {
        var (model, outOfFold) = Training(data, progress, random, ct).TrainCrossValidated(folds);
        var temperature = TierCalibration.Fit(outOfFold, data, (asked, into) => model.Predict(asked, into, ct));
        if (temperature == 1)
            return new CrossValidatedModel(model, outOfFold);
        using (model)
            return new CrossValidatedModel(((ConvolutionModel)model).WithTemperature((float)temperature), outOfFold);
    }

    /// <inheritdoc/>
    public IModel Load(Stream artifact)
    {
        var copy = new MemoryStream();
        artifact.CopyTo(copy);
        var file = copy.ToArray();
        var (network, labels, thresholds) = ConvolutionArtifact.Read(file);
        return new ConvolutionModel(file, network, labels, thresholds, _options.Threads);
    }

    private ConvolutionTraining Training(TrainingSet data, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct) =>
        new(space, _options, data, random, ct) { Progress = new StageProgress(progress) };
}
