using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Puts a ranking into the queue, in place of the one before.</summary>
internal static class QueueWriter
{
    // The places that are still free are counted as the row is written: people went on while the ranking was made.
    private const string Insert = """
        INSERT INTO "Queue" ("ItemId", "ProjectId", "IsAudit", "Rank", "OpenSlots", "Reason")
        SELECT i."Id", i."ProjectId", 0, $rank,
               max(0, p."Settings_Overlap" - (SELECT count(*) FROM "Assignments" a WHERE a."ItemId" = i."Id" AND a."State" <> 'Ended')), $reason
        FROM "Items" i JOIN "Projects" p ON p."Id" = i."ProjectId"
        WHERE i."Id" = $item AND i."ProjectId" = $project AND i."State" = 'Open' AND NOT i."IsAudit"
        ON CONFLICT ("ItemId") DO UPDATE SET "Rank" = excluded."Rank", "OpenSlots" = excluded."OpenSlots", "Reason" = excluded."Reason"
        """;

    public static void Replace(StudioDbContext db, int projectId, IReadOnlyList<Pick> picks)
    {
        db.Queue.Where(entry => entry.ProjectId == projectId && !entry.IsAudit).ExecuteDelete();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Insert;
        var rank = Parameter("$rank");
        var reason = Parameter("$reason");
        var item = Parameter("$item");
        Parameter("$project").Value = projectId;
        command.Prepare();
        for (var place = 0; place < picks.Count; place++)
        {
            (rank.Value, reason.Value, item.Value) = (place, picks[place].Reason, picks[place].Item);
            command.ExecuteNonQuery();
        }

        System.Data.Common.DbParameter Parameter(string name)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = name == "$reason" ? "" : 0L;
            command.Parameters.Add(parameter);
            return parameter;
        }
    }
}
