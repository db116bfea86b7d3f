using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>Each vote is either what the person saw or a guess: how often somebody guesses, and what, is learned.</summary>
/// <param name="settings">Null for the defaults.</param>
/// <remarks>
/// Started from the majority, once, where the paper takes the best of random starts: the same votes give the same answer.
/// Source: Hovy, Berg-Kirkpatrick, Vaswani and Hovy, Learning Whom to Trust with MACE, NAACL 2013.
/// </remarks>
public sealed class Mace(EmSettings? settings = null) : IAggregator
{
    private readonly EmSettings _settings = settings ?? new EmSettings();

    /// <inheritdoc/>
    public string Name => "mace";

    /// <inheritdoc/>
    public Consensus Aggregate(Votes votes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(votes);
        return VoteEm.Run(votes, new Guessing(votes.Annotators, votes.Labels, _settings.Smoothing), _settings, ct);
    }

    private sealed class Guessing(int annotators, int labels, double smoothing) : IAnnotatorModel
    {
        private readonly double[] _sees = [.. Enumerable.Repeat(.5, annotators)];
        private readonly double[] _guesses = [.. Enumerable.Repeat(1.0 / labels, annotators * labels)];

        public double Fit(int annotator, ReadOnlySpan<double> counts, Span<double> chances)
        {
            var guesses = _guesses.AsSpan(annotator * labels, labels);
            var sees = _sees[annotator];
            var seen = Share(counts, sees, guesses);
            var guessed = 0.0;
            foreach (var guess in guesses)
                guessed += guess;
            sees = _sees[annotator] = (seen + smoothing) / (seen + guessed + (2 * smoothing));
            var plausible = smoothing * (Math.Log(sees) + Math.Log(1 - sees));
            for (var answer = 0; answer < labels; answer++)
            {
                guesses[answer] = (guesses[answer] + smoothing) / (guessed + (labels * smoothing));
                plausible += smoothing * Math.Log(guesses[answer]);
                for (var truth = 0; truth < labels; truth++)
                    chances[(answer * labels) + truth] = ((1 - sees) * guesses[answer]) + (answer == truth ? sees : 0);
            }

            return plausible;
        }

        // Votes that are wrong were guesses; those that are right were seen or guessed, as likely as it was so far. Leaves the guesses of each answer.
        private double Share(ReadOnlySpan<double> counts, double sees, Span<double> guesses)
        {
            var seen = 0.0;
            for (var answer = 0; answer < labels; answer++)
            {
                var (right, all) = (counts[(answer * labels) + answer], 0.0);
                for (var truth = 0; truth < labels; truth++)
                    all += counts[(answer * labels) + truth];
                var own = right * sees / (sees + ((1 - sees) * guesses[answer]));
                seen += own;
                guesses[answer] = all - own;
            }

            return seen;
        }
    }
}
