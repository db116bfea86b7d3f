using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Logistic regression on words, characters and the pool's own embeddings: multinomial, or one binary head for each label.</summary>
/// <param name="space">The feature space its models read; a model of another version cannot be loaded.</param>
/// <param name="options">Null for the recipe's settings on one thread.</param>
/// <remarks>Refitted from scratch each time. A label without a single text yet has probability 0. Source: the recipe.</remarks>
public sealed class RegressionTier(FeatureSpace space, RegressionOptions? options = null) : IModelTier
{
    private readonly RegressionOptions _options = options ?? new RegressionOptions();

    /// <inheritdoc/>
    public Tier Tier => Tier.Regression;

    /// <inheritdoc/>
    public bool ReadsTexts => false;

    /// <inheritdoc/>
    public TierReadiness Check(TrainingSummary data) => data switch
    {
        { Items: < 2 } => TierReadiness.NotYet($"Regression learns from labelled items, and there are {data.Items}: label two or more."),
        { LabelsSeen: < 2 } => TierReadiness.NotYet("Regression tells labels apart, and only one has been used: label items of another."),
        _ => TierReadiness.Ready,
    };

    /// <inheritdoc/>
    public IModel Train(TrainingSet data, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct) =>
        data.Labels.Task == LabelTask.Multi
            ? TrainCrossValidated(data, _options.ThresholdFolds, progress, random, ct).Model
            : Fit(new RegressionTraining(space, _options, data, progress, ct));

    /// <inheritdoc/>
    public CrossValidatedModel TrainCrossValidated(
        TrainingSet data, int folds, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct)
    {
        var training = new RegressionTraining(space, _options, data, progress, ct);
        var outOfFold = training.CrossValidate(folds, random);
        return new CrossValidatedModel(training.Calibrated(training.Fit(), outOfFold), outOfFold);
    }

    /// <inheritdoc/>
    public IModel Load(Stream artifact) => RegressionArtifact.Read(artifact, space);

    private static RegressionModel Fit(RegressionTraining training) => training.Model(training.Fit(), null);
}
