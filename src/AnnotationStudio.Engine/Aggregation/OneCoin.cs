using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Each person is right with a probability of their own, whatever the label, and otherwise gives any other label: Dawid and Skene with one number a person.</summary>
/// <param name="settings">Null for the defaults.</param>
/// <remarks>Source: Zhang, Chen, Zhou and Jordan, Spectral Methods Meet EM, JMLR 17, 2016.</remarks>
public sealed class OneCoin(EmSettings? settings = null) : IAggregator, IAnnotatorModel
{
    private readonly EmSettings _settings = settings ?? new EmSettings();

    /// <inheritdoc/>
    public string Name => "one-coin";

    /// <inheritdoc/>
    public Consensus Aggregate(Votes votes, CancellationToken ct) => VoteEm.Run(votes, this, _settings, ct);

    double IAnnotatorModel.Fit(int annotator, ReadOnlySpan<double> counts, Span<double> chances)
    {
        var labels = (int)Math.Sqrt(counts.Length);
        var (right, all) = (0.0, 0.0);
        for (var cell = 0; cell < counts.Length; cell++)
        {
            all += counts[cell];
            if (cell / labels == cell % labels)
                right += counts[cell];
        }

        var accuracy = (right + _settings.Smoothing) / (all + (2 * _settings.Smoothing));
        for (var cell = 0; cell < chances.Length; cell++)
            chances[cell] = cell / labels == cell % labels ? accuracy : (1 - accuracy) / Math.Max(1, labels - 1);
        return _settings.Smoothing * (Math.Log(accuracy) + Math.Log(1 - accuracy));
    }
}
