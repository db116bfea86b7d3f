using static AnnotationStudio.Engine.Agreement.ItemResampling;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>How often each two labels met on one item, for <see cref="ItemResampling.Width"/> resamples: Krippendorff's matrix of coincidences.</summary>
/// <remarks>O(patterns × distinct labels of a pattern, squared); labels² numbers a resample. Source: Krippendorff 2011, sections C and D.</remarks>
internal sealed class CoincidenceSums
{
    private readonly int _labels;
    private readonly double[] _meetings;

    public CoincidenceSums(VotePatterns patterns, ReadOnlySpan<double> weights)
    {
        _labels = patterns.Votes.Labels;
        _meetings = new double[_labels * _labels * Width];
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            var answers = patterns.Answers(pattern);
            for (var one = 0; one < answers.Length; one++)
                for (var other = 0; other < answers.Length; other++)
                    if (other != one)
                        Add(_meetings, (answers[one] * _labels) + answers[other], weights, pattern, 1.0 / (answers.Length - 1));
        }
    }

    /// <summary>Alpha of ranks: the distance is the square of the votes between two labels, half of their own included.</summary>
    public double OrdinalAlpha(int replicate)
    {
        var votes = Votes(replicate);
        var upTo = new double[_labels];
        var sum = 0.0;
        for (var label = 0; label < _labels; label++)
        {
            upTo[label] = sum + (votes[label] / 2);
            sum += votes[label];
        }

        return IntervalAlpha(replicate, upTo, votes);
    }

    /// <summary>Alpha of numbers: the distance is the square of their difference.</summary>
    public double IntervalAlpha(int replicate, double[] values) => IntervalAlpha(replicate, values, Votes(replicate));

    private double IntervalAlpha(int replicate, double[] values, double[] votes)
    {
        var (met, expected) = (0.0, 0.0);
        for (var one = 0; one < _labels; one++)
        {
            for (var other = 0; other < _labels; other++)
            {
                var distance = (values[one] - values[other]) * (values[one] - values[other]);
                met += Meetings(one, other, replicate) * distance;
                expected += votes[one] * votes[other] * distance;
            }
        }

        return expected > 0 ? 1 - ((votes.Sum() - 1) * met / expected) : double.NaN;
    }

    private double[] Votes(int replicate)
    {
        var votes = new double[_labels];
        for (var label = 0; label < _labels; label++)
            for (var other = 0; other < _labels; other++)
                votes[label] += Meetings(label, other, replicate);
        return votes;
    }

    private double Meetings(int one, int other, int replicate) => _meetings[(((one * _labels) + other) * Width) + replicate];
}
