using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Makes a written import count: its labels become annotations, and then, in one transaction, its items are there.</summary>
internal sealed class ImportCompletion(StudioStore store, SliceLimit limit, ImportVotes votes, TimeProvider time)
{
    private const int AnnotationsAtOnce = 1_000;   // about 10 ms of the writer

    // Not before completion, so that a refused import leaves no trace in the append-only log.
    private const string OwnLabels = """
        INSERT INTO Annotations (ProjectId, Key, ItemId, Action, Labels, Comment, ElapsedMs, CreatedAt, IsCurrent, IsAdjudication)
        SELECT ProjectId, @key || printf('%012X', Id), Id, 'Submit', Consensus, NULL, 0, @now, 1, 0
        FROM Items WHERE ImportId = @import AND Id > @after AND Id <= @upTo AND Consensus IS NOT NULL ORDER BY Id
        """;

    private const string OwnGold = """
        INSERT INTO GoldItems (ItemId, ProjectId, Kind, Labels, Explanation, Position, CreatedAt)
        SELECT Id, ProjectId, 'Hidden', Consensus, '', 0, @now
        FROM Items WHERE ImportId = @import AND Id > @after AND Id <= @upTo AND Consensus IS NOT NULL
        """;

    /// <summary>Whether a round became due.</summary>
    public async Task<bool> CompleteAsync(ImportUnderWay import, ImportCounts counts, CancellationToken ct)
    {
        var trains = import.Use == ImportedLabels.Train;
        if (counts.Labelled > 0)
            await WriteOwnLabelsAsync(import, ct);
        if (counts.Votes > 0 && import.Use == ImportedLabels.Gold)
            await votes.MakeGoldAsync(import.ProjectId, import.ImportId, ct);
        var votesThatTeach = counts.Votes > 0 && trains ? await votes.CountAsync(import.ProjectId, import.ImportId, ct) : 0;
        await using var db = await store.ReadAsync(ct);
        var audit = await AuditReservation.PlanAsync(db, import.ProjectId, counts.Accepted, ct);
        return await store.WriteAsync(write => Show(write, import, counts, audit, votesThatTeach), ct);
    }

    private async Task WriteOwnLabelsAsync(ImportUnderWay import, CancellationToken ct)
    {
        for (long? after = 0; after is not null;)
        {
            var from = after.Value;
            after = await store.WriteSliceAsync(db => WriteOwnLabels(db, import, from), ct);
        }
    }

    private long? WriteOwnLabels(StudioDbContext db, ImportUnderWay import, long after)
    {
        var mayGoOn = limit.Begin();
        var upTo = WriteSomeOwnLabels(db, import, after);
        while (upTo is not null && mayGoOn())
            upTo = WriteSomeOwnLabels(db, import, upTo.Value);
        return upTo;
    }

    private static long? WriteSomeOwnLabels(StudioDbContext db, ImportUnderWay import, long after)
    {
        var upTo = db.Items.Where(item => item.ImportId == import.ImportId && item.Id > after)
            .OrderBy(item => item.Id).Take(AnnotationsAtOnce).Max(item => (long?)item.Id);
        if (upTo is null)
            return null;
        if (import.Use == ImportedLabels.Gold)
            Sql.Execute(db, OwnGold, ("@now", import.Now.UtcTicks), ("@import", import.ImportId), ("@after", after), ("@upTo", upTo));
        else
            Sql.Execute(db, OwnLabels, ("@key", import.Keys.Own), ("@now", import.Now.UtcTicks), ("@import", import.ImportId), ("@after", after), ("@upTo", upTo));
        return upTo;
    }

    private bool Show(StudioDbContext db, ImportUnderWay import, ImportCounts counts, AuditReservation audit, int votesThatTeach)
    {
        var now = time.GetUtcNow();
        var taught = import.Use == ImportedLabels.Train ? counts.Labelled : 0;
        db.Projects.Where(project => project.Id == import.ProjectId).ExecuteUpdate(set => set
            .SetProperty(project => project.ItemCount, project => project.ItemCount + counts.Accepted)
            .SetProperty(project => project.LabelledCount, project => project.LabelledCount + counts.Labelled));
        audit.Apply(db, import.ImportId);
        db.Imports.Where(row => row.Id == import.ImportId).ExecuteUpdate(set => set
            .SetProperty(row => row.State, ImportState.Completed)
            .SetProperty(row => row.Accepted, counts.Accepted)
            .SetProperty(row => row.Duplicates, counts.Duplicates)
            .SetProperty(row => row.Conflicts, counts.Conflicts)
            .SetProperty(row => row.Rejected, counts.Rejected)
            .SetProperty(row => row.FinishedAt, now));
        return LabelLedger.CountLabels(db, import.ProjectId, taught + votesThatTeach, now);
    }
}
