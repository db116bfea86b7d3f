using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>One claim, inside the writer: nobody else can take what it looks at.</summary>
internal sealed class ClaimWrite(int projectId, int me, int count, IReadOnlySet<long> holding, DateTimeOffset now)
{
    // Audit and blind items say the same as items that no strategy chose: a person cannot tell which is which.
    private const string Neutral = "Part of a varied selection";

    public List<Lease> Run(StudioDbContext db)
    {
        if (ClaimQueries.Terms(db, projectId) is not { State: ProjectState.Open } terms)
            return [];
        EndLeases(db, terms.Overlap);
        var ends = now.AddMinutes(terms.LeaseMinutes);
        var leases = Own(db, ends);
        if (leases.Count < count)
            leases.AddRange(Give(db, Choose(db, terms, count - leases.Count), terms, ends));
        return leases;
    }

    private void EndLeases(StudioDbContext db, int overlap)
    {
        var ended = ClaimQueries.EndedLeases(db, projectId, now).ToList();
        if (ended.Count == 0)
            return;
        var items = db.Assignments.Where(assignment => ended.Contains(assignment.Id)).Select(assignment => assignment.ItemId).ToList();
        db.Assignments.Where(assignment => ended.Contains(assignment.Id))
            .ExecuteUpdate(set => set.SetProperty(assignment => assignment.State, AssignmentState.Ended));
        Slots.Recount(db, items, overlap);
    }

    private List<Lease> Own(StudioDbContext db, DateTimeOffset ends)
    {
        var own = ClaimQueries.OwnLeases(db, projectId, me).Where(lease => !holding.Contains(lease.AssignmentId)).Take(count).ToList();
        if (own.Count == 0)
            return own;
        var ids = own.Select(lease => lease.AssignmentId).ToList();
        db.Assignments.Where(assignment => ids.Contains(assignment.Id)).ExecuteUpdate(set => set.SetProperty(assignment => assignment.LeaseEnds, ends));
        return [.. own.Select(lease => lease with { Ends = ends })];
    }

    private List<(AssignmentKind Kind, Candidate Candidate)> Choose(StudioDbContext db, ClaimTerms terms, int missing)
    {
        var kinds = Enumerable.Range(terms.ClaimCount, missing).Select(claim => AuditStream.KindAt(projectId, claim, terms.AuditShare)).ToList();
        var wanted = kinds.Count(kind => kind == AssignmentKind.Audit);
        var audit = new Queue<Candidate>(wanted > 0 ? Heads(db, terms, isAudit: true, wanted) : []);
        var ordinary = new Queue<Candidate>(Find(db, terms, isAudit: false, missing - audit.Count));
        if (audit.Count + ordinary.Count < missing)
            audit = new Queue<Candidate>(Find(db, terms, isAudit: true, missing - ordinary.Count));

        var chosen = new List<(AssignmentKind, Candidate)>(missing);
        foreach (var kind in kinds)
        {
            if (kind == AssignmentKind.Audit && audit.TryDequeue(out var candidate))
                chosen.Add((AssignmentKind.Audit, candidate));
            else if (ordinary.TryDequeue(out candidate))
                chosen.Add((kind == AssignmentKind.Blind ? AssignmentKind.Blind : AssignmentKind.Chosen, candidate));
            else if (audit.TryDequeue(out candidate))
                chosen.Add((AssignmentKind.Audit, candidate));
        }

        if (chosen.Count < missing && terms.Remaining > 0)
            chosen.AddRange(ClaimQueries.LapsedItems(db, projectId, me, terms.Overlap, missing - chosen.Count)
                .Select(lapsed => (lapsed.IsAudit ? AssignmentKind.Audit : AssignmentKind.Chosen, lapsed)));
        return chosen;
    }

    private List<Candidate> Heads(StudioDbContext db, ClaimTerms terms, bool isAudit, int wanted) =>
        [.. ClaimQueries.QueueHeads(db, projectId, me, isAudit, terms.Overlap, wanted)];

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
        var given = chosen.ConvertAll(choice => (choice.Candidate.Item, Assignment: Assign(db, choice.Kind, choice.Candidate, terms.Overlap, ends)));
        db.SaveChanges();
        Slots.Recount(db, given.ConvertAll(pair => pair.Item.Id), terms.Overlap);
        db.Database.ExecuteSql($"""UPDATE "Projects" SET "ClaimCount" = "ClaimCount" + {given.Count} WHERE "Id" = {projectId}""");
        return given.ConvertAll(pair => new Lease(pair.Assignment.Id, pair.Assignment.Kind, pair.Assignment.Reason, ends, pair.Item));
    }

    private Assignment Assign(StudioDbContext db, AssignmentKind kind, Candidate candidate, int overlap, DateTimeOffset ends)
    {
        // With one person an item, the query has already seen that its only place is free.
        var slot = overlap == 1 ? 0 : Slots.Free(db, candidate.Item.Id, overlap)
            ?? throw new InvalidOperationException($"Item {candidate.Item.Id} was to be given out, and all its {overlap} places are taken.");
        if (candidate.OwnAssignmentId is { } own)
        {
            var lapsed = db.Assignments.AsTracking().Single(assignment => assignment.Id == own);
            (lapsed.State, lapsed.Slot, lapsed.LeaseEnds) = (AssignmentState.Open, slot, ends);
            return lapsed;
        }

        var assignment = new Assignment
        {
            ProjectId = projectId,
            ItemId = candidate.Item.Id,
            Slot = slot,
            AnnotatorId = me,
            Kind = kind,
            Reason = kind == AssignmentKind.Chosen && !string.IsNullOrEmpty(candidate.Reason) ? candidate.Reason : Neutral,
            LeaseEnds = ends,
        };
        db.Assignments.Add(assignment);
        return assignment;
    }
}
