using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>All items of a project that need a lead, those first whose look is likeliest to change something.</summary>
/// <remarks>
/// Audit items are in no list of doubts: they come here only when somebody flagged them, because an unanswered flag would be missing from every audit figure.
/// Items that a lead has settled are not in it, nor are those for which another opinion is still awaited.
/// </remarks>
internal sealed record ReviewQueue(IReadOnlyList<ReviewCase> Cases, AgreementCount Agreement)
{
    private const double TwinValue = .5;

    public static async Task<ReviewQueue> ReadAsync(StudioDbContext db, int projectId, FoundErrors? found, CancellationToken ct)
    {
        var disputed = (await ReviewQueries.DisputedAsync(db, projectId, ct)).ToHashSet();
        var suspects = (found?.Suspects ?? []).ToDictionary(suspect => suspect.Item);
        var twins = (found?.Twins ?? []).SelectMany(pair => new[] { (pair.First, Other: pair.Second), (First: pair.Second, Other: pair.First) }).ToLookup(pair => pair.First, pair => pair.Other);
        var items = await ReviewQueries.ItemsAsync(db, projectId, [.. disputed, .. suspects.Keys, .. twins.Select(pair => pair.Key)], ct);
        var votes = await ReviewQueries.VotesAsync(db, projectId, [.. items.Keys], ct);
        var cases = new List<ReviewCase>(items.Count);
        foreach (var item in items.Values)
        {
            var labels = item.Consensus?.Order().ToList();
            // A search knows the labels of its time; once they are others, what it said of them is past.
            var suspect = suspects.GetValueOrDefault(item.Id) is { } doubted && IsStill(doubted, labels) && !item.IsAudit ? doubted : null;
            var others = twins[item.Id].Where(other => labels is not null && items.GetValueOrDefault(other)?.Consensus is { } theirs && !theirs.Order().SequenceEqual(labels)).ToList();
            var said = votes[item.Id].ToList();
            var reasons = Reasons(item, disputed.Contains(item.Id), suspect, others.Count > 0);
            if (reasons.Count > 0)
                cases.Add(new(item.Id, reasons, Value(item, reasons, said, suspect), labels, said) { IsAudit = item.IsAudit, Suspect = suspect, Twins = item.IsAudit ? [] : others });
        }

        return new([.. cases.OrderByDescending(one => one.Value).ThenBy(one => one.Item)], await ReviewQueries.AgreementAsync(db, projectId, ct));
    }

    private static bool IsStill(FoundSuspect suspect, List<int>? labels) => labels is not null && labels.SequenceEqual(suspect.Given);

    private static List<ReviewReason> Reasons(CaseItem item, bool isDisputed, FoundSuspect? suspect, bool hasTwins)
    {
        if (item.State == ItemState.Flagged)
            return isDisputed && !item.IsAudit ? [ReviewReason.Flagged, ReviewReason.Disputed] : [ReviewReason.Flagged];
        var reasons = new List<ReviewReason>();
        if (item.IsAudit || item.IsSettled)
            return reasons;
        if (isDisputed)
            reasons.Add(ReviewReason.Disputed);
        if (suspect is not null)
            reasons.Add(suspect.IsCounted ? ReviewReason.Suspected : ReviewReason.Doubtful);
        if (hasTwins)
            reasons.Add(ReviewReason.Twins);
        return reasons;
    }

    // Independent reasons add up as chances do; a flagged item has no label until somebody looks.
    private static double Value(CaseItem item, List<ReviewReason> reasons, List<CaseVote> votes, FoundSuspect? suspect)
    {
        if (item.State == ItemState.Flagged)
            return 1;
        var stays = 1 - (suspect?.Doubt ?? 0);
        if (reasons.Contains(ReviewReason.Disputed))
            stays *= votes.GroupBy(vote => string.Join(',', vote.Labels)).Max(group => (double)group.Count()) / votes.Count;
        if (reasons.Contains(ReviewReason.Twins))
            stays *= 1 - TwinValue;
        return 1 - stays;
    }
}

/// <summary>How many items were labelled more than once, and how many of them are clear. Audit items do not count.</summary>
/// <param name="Items">Items that two people or more labelled.</param>
/// <param name="Agreed">Of these, with the same answer.</param>
/// <param name="Settled">Of the others, those that a lead has settled.</param>
public sealed record AgreementCount(int Items, int Agreed, int Settled);
