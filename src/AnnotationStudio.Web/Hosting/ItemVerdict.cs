using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>One current decision about an item, as the verdict needs it.</summary>
public sealed record ItemDecision(AnnotationAction Action, IReadOnlyList<int> Labels, bool IsAdjudication, bool IsImported);

/// <summary>What an item counts as, given what people decided about it.</summary>
public static class ItemVerdict
{
    /// <summary>The decisions in the labels that count now; one with a label that was given up is none any more.</summary>
    public static IReadOnlyList<ItemDecision> Under(EffectiveLabels effective, IReadOnlyList<ItemDecision> decisions)
    {
        ArgumentNullException.ThrowIfNull(effective);
        return effective.AreAsSaid ? decisions : [.. decisions
            .Select(decision => effective.Counting(decision.Labels) is { } labels ? decision with { Labels = labels } : null)
            .OfType<ItemDecision>()];
    }

    /// <param name="decisions">The current ones, oldest first.</param>
    /// <param name="overlap">How many people are asked.</param>
    /// <param name="isAudit">A skipped audit item goes to somebody else: its truth must come from people.</param>
    public static (ItemState State, List<int>? Consensus) Of(IReadOnlyList<ItemDecision> decisions, int overlap, bool isAudit)
    {
        if (decisions.LastOrDefault(decision => decision.IsAdjudication) is { } settled)
            return settled.Action == AnnotationAction.Flag ? (ItemState.Flagged, null) : (ItemState.Labelled, [.. settled.Labels]);
        if (decisions.Any(decision => decision.Action == AnnotationAction.Flag))
            return (ItemState.Flagged, null);
        var votes = decisions.Where(decision => decision.Action == AnnotationAction.Submit).ToList();
        if (votes.Count >= overlap || votes.Any(vote => vote.IsImported))
            return (ItemState.Labelled, Majority(votes));
        var skips = decisions.Count(decision => decision.Action == AnnotationAction.Skip);
        if (skips == 0 || isAudit || votes.Count + skips < overlap)
            return (ItemState.Open, null);
        return votes.Count > 0 ? (ItemState.Labelled, Majority(votes)) : (ItemState.Skipped, null);
    }

    /// <summary>Whether one more person's answer could settle what these leave open: no answer has more than half of the votes, and no lead has to look or has looked.</summary>
    public static bool IsSplit(IReadOnlyList<ItemDecision> decisions)
    {
        if (decisions.Any(decision => decision.IsAdjudication || decision.IsImported || decision.Action == AnnotationAction.Flag))
            return false;
        var votes = decisions.Where(decision => decision.Action == AnnotationAction.Submit).ToList();
        return votes.Count > 1 && 2 * Answers(votes).Max(group => group.Count()) <= votes.Count;
    }

    // The set that most people chose; where two tie, the one that stood first.
    private static List<int> Majority(List<ItemDecision> votes) => [.. Answers(votes).MaxBy(group => group.Count())!.First()];

    private static IEnumerable<IGrouping<string, int[]>> Answers(List<ItemDecision> votes) =>
        votes.Select(vote => vote.Labels.Order().ToArray()).GroupBy(labels => string.Join(',', labels));
}
