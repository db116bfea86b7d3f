using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>One claim, inside the writer: nobody else can take what it looks at.</summary>
internal sealed class ClaimWrite(int projectId, int me, int count, IReadOnlySet<long> holding, DateTimeOffset now)
{
    // Audit and blind items say the same as items that no strategy chose: a person cannot tell which is which.
    private const string Neutral = "Part of a varied selection";

    /// <summary>What the person has and gets; a problem where they are paused.</summary>
    public Outcome<List<Lease>> Run(StudioDbContext db)
    {
        if (ClaimQueries.Terms(db, projectId, me) is not { State: ProjectState.Open } terms)
            return new List<Lease>();
        if (terms.Pause is { } reason)
            return Problem.Conflict(PausedWords(reason), "person");
        EndLeases(db, terms.Overlap);
        var ends = now.AddMinutes(terms.LeaseMinutes);
        var leases = Own(db, ends);
        if (terms.MayNeedOnboarding && new OnboardingClaim(projectId, me, now).IsDue(db))
            return new OnboardingClaim(projectId, me, now).Give(db, leases, count, ends);
        if (leases.Count < count)
            leases.AddRange(Give(db, Choose(db, terms, count - leases.Count), terms, ends));
        return leases;
    }

    private static string PausedWords(PauseReason reason) => reason == PauseReason.Onboarding
        ? "You have used all attempts at the onboarding. Read the guidelines, and ask a lead to let you go on."
        : "Your work here is paused: some answers on items whose answer is known were not right. What you labelled is kept. A lead has been told; ask them to go through it with you.";

    private void EndLeases(StudioDbContext db, int overlap)
    {
        foreach (var (id, itemId) in ClaimQueries.EndedLeases(db, projectId, now))
        {
            db.Run("""UPDATE "Assignments" SET "State" = 'Ended' WHERE "Id" = @0""", id);
            Slots.Recount(db, itemId, overlap);
        }
    }

    private List<Lease> Own(StudioDbContext db, DateTimeOffset ends)
    {
        var own = ClaimQueries.OwnLeases(db, projectId, me).Where(lease => !holding.Contains(lease.AssignmentId)).Take(count).ToList();
        foreach (var lease in own)
            db.Run("""UPDATE "Assignments" SET "LeaseEnds" = @1 WHERE "Id" = @0""", lease.AssignmentId, ends.UtcTicks);
        return own.ConvertAll(lease => lease with { Ends = ends });
    }

    private List<(AssignmentKind Kind, Candidate Candidate)> Choose(StudioDbContext db, ClaimTerms terms, int missing)
    {
        var kinds = Enumerable.Range(terms.ClaimCount, missing).Select(claim => AuditStream.KindAt(projectId, claim, terms)).ToList();
        var wanted = kinds.Count(kind => kind == AssignmentKind.Audit);
        var goldWanted = kinds.Count(kind => kind == AssignmentKind.Gold);
        var gold = new Queue<Candidate>(goldWanted > 0 ? ClaimQueries.Gold(db, projectId, me, goldWanted) : []);
        var audit = new Queue<Candidate>(wanted > 0 ? Heads(db, terms, isAudit: true, wanted) : []);
        var ordinary = new Queue<Candidate>(Find(db, terms, isAudit: false, missing - audit.Count - gold.Count));
        if (audit.Count + gold.Count + ordinary.Count < missing)
            audit = new Queue<Candidate>(Find(db, terms, isAudit: true, missing - gold.Count - ordinary.Count));

        var chosen = new List<(AssignmentKind, Candidate)>(missing);
        foreach (var kind in kinds)
        {
            if (kind == AssignmentKind.Audit && audit.TryDequeue(out var candidate))
                chosen.Add((AssignmentKind.Audit, candidate));
            else if (kind == AssignmentKind.Gold && gold.TryDequeue(out candidate))
                chosen.Add((AssignmentKind.Gold, candidate));
            else if (ordinary.TryDequeue(out candidate))
                chosen.Add((kind != AssignmentKind.Chosen ? AssignmentKind.Blind : candidate.IsAgain ? AssignmentKind.Again : AssignmentKind.Chosen, candidate));
            else if (audit.TryDequeue(out candidate))
                chosen.Add((AssignmentKind.Audit, candidate));
        }

        if (chosen.Count < missing && terms.Remaining > 0)
            chosen.AddRange(ClaimQueries.LapsedItems(db, projectId, me, terms.Overlap, missing - chosen.Count)
                .Select(lapsed => (lapsed.IsAudit ? AssignmentKind.Audit : AssignmentKind.Chosen, lapsed)));
        return chosen;
    }

    private List<Candidate> Heads(StudioDbContext db, ClaimTerms terms, bool isAudit, int wanted) =>
        ClaimQueries.QueueHeads(db, projectId, me, isAudit, terms.Overlap, terms.LabelAgain, wanted);

    private List<Candidate> Find(StudioDbContext db, ClaimTerms terms, bool isAudit, int wanted)
    {
        if (wanted <= 0)
            return [];
        var heads = Heads(db, terms, isAudit, wanted);
        // Where nothing visible is open, the rows of an import under way must not be walked through again and again.
        if (heads.Count == wanted || terms.Remaining <= 0)
            return heads;
        var known = heads.Select(head => head.Item.Id).ToHashSet();
        heads.AddRange(ClaimQueries.OpenItems(db, projectId, me, isAudit, terms.Overlap, wanted)
            .Where(candidate => !known.Contains(candidate.Item.Id))
            .Take(wanted - heads.Count));
        return heads;
    }

    private List<Lease> Give(StudioDbContext db, List<(AssignmentKind Kind, Candidate Candidate)> chosen, ClaimTerms terms, DateTimeOffset ends)
    {
        if (chosen.Count == 0)
            return [];
        var given = chosen.ConvertAll(choice => Assign(db, choice.Kind, choice.Candidate, terms.Overlap, ends));
        db.Run("""UPDATE "Projects" SET "ClaimCount" = "ClaimCount" + @1 WHERE "Id" = @0""", projectId, given.Count);
        return given;
    }

    private Lease Assign(StudioDbContext db, AssignmentKind kind, Candidate candidate, int overlap, DateTimeOffset ends)
    {
        var item = candidate.Item;
        if (candidate.IsAgain)
            Slots.Add(db, item.Id, overlap);
        // Where an item has one place, the query has already seen that it is free; a gold item has one for everybody.
        var slot = kind == AssignmentKind.Gold ? -me : overlap + candidate.Extra == 1 && !candidate.IsAgain ? 0 : Slots.Free(db, item.Id, overlap)
            ?? throw new InvalidOperationException($"Item {item.Id} was to be given out, and all its places are taken.");
        var reason = kind is AssignmentKind.Chosen or AssignmentKind.Again && !string.IsNullOrEmpty(candidate.Reason) ? candidate.Reason : Neutral;
        var id = candidate.OwnAssignmentId ?? 0;
        if (id > 0)
            db.Run("""UPDATE "Assignments" SET "State" = 'Open', "Slot" = @1, "LeaseEnds" = @2 WHERE "Id" = @0""", id, slot, ends.UtcTicks);
        else
            id = db.ReadNumber(
                """
                INSERT INTO "Assignments" ("ProjectId", "ItemId", "Slot", "AnnotatorId", "Kind", "State", "Reason", "LeaseEnds")
                VALUES (@0, @1, @2, @3, @4, 'Open', @5, @6) RETURNING "Id"
                """,
                projectId, item.Id, slot, me, kind.ToString(), reason, ends.UtcTicks);
        Slots.Recount(db, item.Id, overlap);
        return new Lease(id, kind, reason, ends, item);
    }
}
