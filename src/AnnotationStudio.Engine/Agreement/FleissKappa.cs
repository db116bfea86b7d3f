using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Fleiss' kappa: observed agreement beyond what would come about if everybody drew answers by how common they are.</summary>
public static class FleissKappa
{
    /// <summary>Kappa: 1 is perfect agreement, 0 is chance.</summary>
    /// <param name="votes">Any number of votes an item; for a multi-label task sets agree when they are equal.</param>
    /// <returns>At most 1. NaN when no item has two votes, or all votes are one answer.</returns>
    /// <remarks>
    /// O(votes). Items of a single vote tell how common answers are, and nothing of agreement.
    /// Sources: Fleiss, Psychological Bulletin 76, 1971; missing votes as in Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014, chapter 2.
    /// </remarks>
    public static double Of(Votes votes)
    {
        var patterns = new VotePatterns(votes);
        var sums = new NominalSums(patterns, ItemResampling.Whole(patterns));
        return NominalSums.Beyond(sums.Observed(0), sums.FleissChance(0));
    }
}
