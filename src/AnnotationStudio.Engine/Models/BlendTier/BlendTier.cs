using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.BlendTier;

/// <summary>An average of other tiers: each is calibrated, then the mean of their logits speaks.</summary>
/// <param name="members">Tiers to train and average, one of each kind at most; also those that a loaded blend may contain.</param>
/// <remarks>
/// Members are cross-validated on the same folds, so one set of out-of-fold predictions calibrates each of them, then the blend, and chooses its
/// thresholds. Every member counts the same.
/// A member that is not ready for the texts there are is left out until it is. Takes as long as its members together.
/// </remarks>
public sealed class BlendTier(IReadOnlyList<IModelTier> members) : IModelTier
{
    private const int Folds = 5;

    /// <inheritdoc/>
    public Tier Tier => Tier.Blend;

    /// <summary>What it counts as: the costliest of its members.</summary>
    public Tier Costliest => members.Max(member => member.Tier);

    /// <inheritdoc/>
    public bool ReadsTexts => members.Any(member => member.ReadsTexts);

    /// <summary>Ready when two members are, or its only one; otherwise the reason of the first that is not.</summary>
    public TierReadiness Check(TrainingSummary data)
    {
        TierReadiness[] each = [.. members.Select(member => member.Check(data))];
        return each.Count(readiness => readiness.IsReady) >= Math.Min(2, members.Count) ? TierReadiness.Ready : each.First(readiness => !readiness.IsReady);
    }

    /// <summary>As <see cref="TrainCrossValidated"/> on five folds, since members must be calibrated before they can be averaged.</summary>
    public IModel Train(TrainingSet data, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct) =>
        TrainCrossValidated(data, Folds, progress, random, ct).Model;

    /// <inheritdoc/>
    public CrossValidatedModel TrainCrossValidated(
        TrainingSet data, int folds, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (task, seed, ready) = (data.Labels.Task, random.Next(), Ready(data));
        var trained = new List<BlendMember>();
        try
        {
            var mean = new LogitMean(data.Batch.Count, data.Labels);
            var asked = data.Asked is { Count: > 0 } sample ? new LogitMean(sample.Count, data.Labels) : null;
            foreach (var member in ready)
            {
                // The generator deals the folds before anything else, so the same seed gives every member the same folds.
                var (model, outOfFold) = member.TrainCrossValidated(data, folds, Part(progress, trained.Count, ready.Count), new Random(seed), ct);
                trained.Add(new BlendMember(model, 1));
                var ownAsked = asked is null ? null : new ProbabilityMatrix(data.Asked!.Count, data.Labels.Count);
                if (ownAsked is not null)
                    model.Predict(data.Asked!, ownAsked, ct);
                var temperature = Temperature.Fit(outOfFold, data.Targets, task, ownAsked);
                trained[^1] = trained[^1] with { Temperature = temperature };
                mean.Add(outOfFold, temperature);
                asked?.Add(ownAsked!, temperature);
            }

            var blended = mean.Probabilities(1);
            var sharpness = Temperature.Fit(blended, data.Targets, task, asked?.Probabilities(1));
            blended = mean.Probabilities(sharpness);
            var thresholds = task == LabelTask.Multi ? Thresholds.Choose(blended, data.Targets) : null;
            return new CrossValidatedModel(new BlendModel(data.Labels, trained, sharpness, thresholds), blended);
        }
        catch
        {
            trained.ForEach(member => member.Model.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The artifact is no blend, is damaged, or contains a tier that this one was not given.</exception>
    public IModel Load(Stream artifact) => BlendArtifact.Read(artifact, members);

    // A blend asked to train on less than any member wants is handed to all of them, as a tier by itself is.
    private IReadOnlyList<IModelTier> Ready(TrainingSet data)
    {
        var summary = new TrainingSummary(data.Batch.Count, data.Targets.SelectMany(target => target).Distinct().Count());
        IModelTier[] ready = [.. members.Where(member => member.Check(summary).IsReady)];
        return ready.Length == 0 ? members : ready;
    }

    private static Part? Part(IProgress<TrainingProgress>? progress, int member, int members) =>
        progress is null ? null : new Part(progress, (double)member / members, 1.0 / members);
}
