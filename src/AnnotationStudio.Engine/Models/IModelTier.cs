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

    /// <summary>The model that <see cref="IModel.Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The artifact is not one of this tier's, or is damaged.</exception>
    IModel Load(Stream artifact);
}
