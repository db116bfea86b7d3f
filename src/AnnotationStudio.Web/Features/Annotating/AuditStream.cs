using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>Which of the items that people get are audit or hidden gold, and which ordinary ones look just as bare.</summary>
internal static class AuditStream
{
    private const int Block = 10;

    // Once the window of audit items is full it only has to be renewed: 3 % of what people get, of a first tenth.
    private const double RenewingShare = .3;

    /// <summary>What the claim of this number, from 0, should be in a project with these settings. The same number always gives the same answer.</summary>
    public static AssignmentKind KindAt(int projectId, int claim, ClaimTerms terms)
    {
        var filling = terms.AuditShare == 0 ? 0 : Math.Ceiling(terms.AuditTarget * terms.Overlap / terms.AuditShare);
        return KindAt(projectId, claim, claim < filling ? terms.AuditShare : RenewingShare * terms.AuditShare, terms.GoldShare);
    }

    /// <summary>What the claim of this number, from 0, should be with this share of audit items, [0, 0.5], and of gold, [0, 0.2].</summary>
    /// <remarks>
    /// In every ten claims the shares' worth of places is audit and gold, and as many others are blind. Where they stand is shuffled anew from project
    /// and block, so that nobody learns to count along.
    /// </remarks>
    public static AssignmentKind KindAt(int projectId, int claim, double share, double goldShare = 0)
    {
        var block = claim / Block;
        var (audit, gold) = (PlacesIn(block, share), PlacesIn(block, goldShare));
        if (audit + gold == 0)
            return AssignmentKind.Chosen;
        int[] order = [.. Enumerable.Range(0, Block)];
        new Random(unchecked((projectId * (int)2654435761) ^ (block * 40503))).Shuffle(order);
        var rank = order[claim % Block];
        if (rank < audit)
            return AssignmentKind.Audit;
        if (rank < audit + gold)
            return AssignmentKind.Gold;
        return rank < 2 * (audit + gold) ? AssignmentKind.Blind : AssignmentKind.Chosen;
    }

    // Shares that are no whole number of places in ten make some blocks richer than others, and right on the whole.
    private static int PlacesIn(int block, double share) => (int)Math.Floor((block + 1) * Block * share) - (int)Math.Floor(block * Block * share);
}
