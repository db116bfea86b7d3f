using AnnotationStudio.Engine.Shapes;
using static AnnotationStudio.Engine.Agreement.ItemResampling;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Krippendorff's alpha of sets of labels, for <see cref="ItemResampling.Width"/> resamples at a time.</summary>
/// <remarks>
/// What people disagree by is exact. What chance would give is a square form of thousands of sets, so a resample's is taken to first order around the sample's:
/// what that leaves out is of the order of one over the number of items.
/// </remarks>
internal sealed class SetDisagreement
{
    private readonly VotePatterns _patterns;
    private readonly double[] _disagreement;
    private readonly double[] _byChance;
    private readonly double _expected;

    public SetDisagreement(VotePatterns patterns, AlphaDistance distance, CancellationToken ct)
    {
        _patterns = patterns;
        Func<int, int, double> between = distance == AlphaDistance.Masi
            ? (one, other) => SetDistance.Masi(patterns.Votes.LabelsOf(one), patterns.Votes.LabelsOf(other))
            : (one, other) => SetDistance.Jaccard(patterns.Votes.LabelsOf(one), patterns.Votes.LabelsOf(other));
        _disagreement = [.. Enumerable.Range(0, patterns.Count).Select(pattern => Disagreement(patterns.Answers(pattern), between))];
        var shares = Shares(patterns);
        var chance = new double[shares.Length];
        Blocks.Run(1, shares.Length, set =>
        {
            for (var other = 0; other < shares.Length; other++)
                if (shares[other] > 0 && other != set)
                    chance[set] += shares[other] * between(set, other);
        }, ct);
        _expected = Enumerable.Range(0, shares.Length).Sum(set => shares[set] * chance[set]);
        _byChance = [.. Enumerable.Range(0, patterns.Count).Select(pattern => ByChance(patterns.Answers(pattern), chance))];
    }

    public double[] Alpha(double[] weights)
    {
        const int Met = 0, Chance = 1, Votes = 2;
        var sums = new double[3 * Width];
        for (var pattern = 0; pattern < _patterns.Count; pattern++)
        {
            var votes = _patterns.Answers(pattern).Length;
            if (votes < 2)
                continue;
            Add(sums, Met, weights, pattern, _disagreement[pattern]);
            Add(sums, Chance, weights, pattern, _byChance[pattern]);
            Add(sums, Votes, weights, pattern, votes);
        }

        var alphas = new double[Width];
        for (var replicate = 0; replicate < Width; replicate++)
        {
            var votes = sums[(Votes * Width) + replicate];
            var expected = ((2 * sums[(Chance * Width) + replicate] / votes) - _expected) * votes / (votes - 1);
            alphas[replicate] = expected > 0 ? 1 - (sums[(Met * Width) + replicate] / votes / expected) : double.NaN;
        }

        return alphas;
    }

    // Each vote's mean distance to the item's other votes, summed.
    private static double Disagreement(ReadOnlySpan<int> answers, Func<int, int, double> between)
    {
        var sum = 0.0;
        for (var one = 0; one < answers.Length; one++)
            for (var other = 0; other < one; other++)
                if (answers[other] != answers[one])
                    sum += 2 * between(answers[one], answers[other]) / (answers.Length - 1);
        return sum;
    }

    private static double ByChance(ReadOnlySpan<int> answers, double[] chance)
    {
        var sum = 0.0;
        foreach (var answer in answers)
            sum += chance[answer];
        return sum;
    }

    private static double[] Shares(VotePatterns patterns)
    {
        var (shares, votes) = (new double[patterns.Votes.Answers], 0.0);
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            var answers = patterns.Answers(pattern);
            if (answers.Length < 2)
                continue;
            foreach (var answer in answers)
                shares[answer] += patterns.Items(pattern);
            votes += patterns.Items(pattern) * answers.Length;
        }

        return [.. shares.Select(share => votes > 0 ? share / votes : 0)];
    }
}
