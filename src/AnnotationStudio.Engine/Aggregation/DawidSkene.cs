using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Dawid and Skene's model: each person has a confusion matrix of their own, learned together with what items are.</summary>
/// <param name="settings">Null for the defaults.</param>
/// <remarks>Source: Dawid and Skene, Applied Statistics 28, 1979. The objective includes the smoothing (a Dirichlet prior), so it never falls.</remarks>
public sealed class DawidSkene(EmSettings? settings = null) : IAggregator, IAnnotatorModel
{
    private readonly EmSettings _settings = settings ?? new EmSettings();

    /// <inheritdoc/>
    public string Name => "dawid-skene";

    /// <inheritdoc/>
    public Consensus Aggregate(Votes votes, CancellationToken ct) => VoteEm.Run(votes, this, _settings, ct);

    double IAnnotatorModel.Fit(int annotator, ReadOnlySpan<double> counts, Span<double> chances)
    {
        var labels = (int)Math.Sqrt(counts.Length);
        var plausible = 0.0;
        for (var truth = 0; truth < labels; truth++)
        {
            var all = labels * _settings.Smoothing;
            for (var answer = 0; answer < labels; answer++)
                all += counts[(answer * labels) + truth];
            for (var answer = 0; answer < labels; answer++)
            {
                var chance = (counts[(answer * labels) + truth] + _settings.Smoothing) / all;
                chances[(answer * labels) + truth] = chance;
                plausible += _settings.Smoothing * Math.Log(chance);
            }
        }

        return plausible;
    }
}
