using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>Logistic regression on the embeddings of a frozen pretrained encoder: multinomial, or one binary head for each label.</summary>
/// <param name="library">Where encoders lie; making the tier loads none.</param>
/// <param name="caches">The side file of an encoder's embeddings; null to keep none.</param>
/// <param name="options">Null for the usual settings on one thread.</param>
/// <remarks>Embedding is nearly all of the cost; each item is embedded once. A label without a single text yet has probability 0.</remarks>
public sealed class TransformerTier(EncoderLibrary library, Func<Encoder, EmbeddingCache?>? caches = null, TransformerOptions? options = null) : IModelTier
{
    private readonly TransformerOptions _options = options ?? new TransformerOptions();

    /// <inheritdoc/>
    public Tier Tier => Tier.Transformer;

    /// <inheritdoc/>
    /// <remarks>Without an encoder that can be used it says which files to put where.</remarks>
    public TierReadiness Check(TrainingSummary data)
    {
        var (folder, reason) = library.Choose();
        return (folder, data) switch
        {
            (null, _) => TierReadiness.NotYet(reason),
            (_, { Items: < 2 }) => TierReadiness.NotYet($"The transformer tier learns from labelled items, and there are {data.Items}: label two or more."),
            (_, { LabelsSeen: < 2 }) => TierReadiness.NotYet("The transformer tier tells labels apart, and only one has been used: label items of another."),
            _ => TierReadiness.Ready,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">No encoder can be used; the message says what to do.</exception>
    public IModel Train(TrainingSet data, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct) =>
        data.Labels.Task == LabelTask.Multi
            ? TrainCrossValidated(data, _options.ThresholdFolds, progress, random, ct).Model
            : new TransformerTraining(Chosen(), _options, data, progress, ct).Fit();

    /// <inheritdoc/>
    public CrossValidatedModel TrainCrossValidated(
        TrainingSet data, int folds, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct)
    {
        var training = new TransformerTraining(Chosen(), _options, data, progress, ct);
        var outOfFold = training.CrossValidate(folds, random);
        return new CrossValidatedModel(training.Calibrated(training.Fit(), outOfFold), outOfFold);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">No such artifact, damaged, or trained on an encoder that is not there.</exception>
    public IModel Load(Stream artifact) => TransformerArtifact.Read(artifact, (name, stamp) => EmbedderOf(library.Find(name, stamp)));

    private Embedder Chosen()
    {
        var (folder, reason) = library.Choose();
        return EmbedderOf(library.Open(folder ?? throw new InvalidDataException(reason)));
    }

    private Embedder EmbedderOf(Encoder encoder) => new(encoder, caches?.Invoke(encoder));
}
