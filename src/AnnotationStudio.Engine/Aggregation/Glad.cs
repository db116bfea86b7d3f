using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Each person has an ability and each item a difficulty; both decide how likely a vote is right.</summary>
/// <param name="settings">Null for the defaults.</param>
/// <remarks>
/// A vote is right with probability logistic(ability × ease), ease above 0, and otherwise any other label. Abilities and the
/// logarithms of eases are taken to lie about 1, one either way. Labels are
/// equally likely beforehand: how common they are is not learned. Steps that would lower the objective are halved.
/// Source: Whitehill, Ruvolo, Wu, Bergsma and Movellan, Whose Vote Should Count More, NIPS 2009.
/// </remarks>
public sealed class Glad(EmSettings? settings = null) : IAggregator
{
    private readonly EmSettings _settings = settings ?? new EmSettings();

    /// <inheritdoc/>
    public string Name => "glad";

    /// <inheritdoc/>
    public Consensus Aggregate(Votes votes, CancellationToken ct) => new GladEm(votes, _settings).Run(ct);
}
