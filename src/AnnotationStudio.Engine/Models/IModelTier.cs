using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models;

/// <summary>The untrained recipe of one kind of model.</summary>
public interface IModelTier
{
    /// <summary>Which rung of the ladder this is.</summary>
    Tier Tier { get; }

    /// <summary>Ready, or the plain reason why not.</summary>
    TierReadiness Check(TrainingSummary data);

    /// <summary>A trained model. The same data and random generator state give the same model.</summary>
    /// <exception cref="OperationCanceledException">Within a second of the cancellation.</exception>
    IModel Train(TrainingSet data, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct);

    /// <summary>Whether its models need the texts themselves; false when rows of features are enough.</summary>
    bool ReadsTexts => true;

    /// <summary>A trained model together with what it would have said of each training text had it not seen it.</summary>
    /// <param name="data">As for <see cref="Train"/>.</param>
    /// <param name="folds">Number of parts, at least 2; each is predicted by a model of the others.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="random">Deals the folds, then trains.</param>
    /// <param name="ct">Obeyed within a second.</param>
    CrossValidatedModel TrainCrossValidated(
        TrainingSet data, int folds, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct) =>
        Folds.Train(this, data, folds, progress, random, ct);

    /// <summary>The model that <see cref="IModel.Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The artifact is not one of this tier's, or is damaged.</exception>
    IModel Load(Stream artifact);
}
