using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Cohen's kappa of each two people: their agreement beyond what their own habits would give by chance.</summary>
/// <remarks>
/// A mean over all pairs of people with its interval. A resample would walk every pair of votes a thousand times; the infinitesimal jackknife gives what the
/// bootstrap comes to in one walk, from how much each item moves each kappa.
/// Sources: Cohen, Educational and Psychological Measurement 20, 1960; Efron, The Jackknife, the Bootstrap and Other Resampling Plans, 1982, chapter 6.
/// </remarks>
public static class CohenKappa
{
    /// <summary>Shared items below which a pair is left out unless another number is asked for.</summary>
    public const int DefaultLeastShared = 2;

    /// <summary>Every pair of people that shares enough items, and the mean of their kappas.</summary>
    /// <param name="votes">For a multi-label task sets agree when they are equal.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <param name="leastShared">At least 1.</param>
    /// <returns>Pairs in order of their people; the mean leaves out kappas that are NaN, and is NaN when there is no other.</returns>
    /// <remarks>O(pairs of votes on the same item + people × answers), twice; no memory for the pairs of votes.</remarks>
    public static CohenKappas Of(Votes votes, CancellationToken ct, int leastShared = DefaultLeastShared)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(leastShared, 1);
        var (pairs, moves) = (new List<PairAgreement>(), new double[votes.Items]);
        var walk = new PairWalk(votes);
        for (var first = 0; first < votes.Annotators; first++)
        {
            ct.ThrowIfCancellationRequested();
            walk.Count(first);
            walk.AddMoves(first, leastShared, moves);
            foreach (var second in walk.Partners)
                if (walk.Shared(second) >= leastShared)
                    pairs.Add(walk.Agreement(first, second));
            walk.Clear();
        }

        double[] kappas = [.. pairs.Select(pair => pair.Kappa.Value).Where(kappa => !double.IsNaN(kappa))];
        if (kappas.Length == 0)
            return new(pairs, new(double.NaN, double.NaN, double.NaN), 0);
        var error = Math.Sqrt(moves.Sum(move => move * move)) / kappas.Length;
        return new(pairs, Perfect.Widen(PairWalk.Around(kappas.Average(), error), Enumerable.Range(0, votes.Items).Count(item => votes.CountOf(item) > 1)), kappas.Length);
    }
}
