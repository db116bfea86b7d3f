using System.Data.Common;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What becomes of labels on a row whose text is there already: another vote, unless somebody said the same.</summary>
internal sealed class DuplicateVotes(StudioDbContext db, ImportUnderWay import) : IDisposable
{
    private readonly DbCommand _find = Sql.Prepare(db, "SELECT Id, ImportId, Consensus FROM Items WHERE ProjectId = @project AND TextHash = @hash", "@project", "@hash");

    // Votes of this import do not count yet, but are there already.
    private readonly DbCommand _said = Sql.Prepare(
        db,
        "SELECT Labels FROM Annotations WHERE ItemId = @item AND Action = 'Submit' AND (IsCurrent = 1 OR AnnotatorId IS NULL)",
        "@item");

    private readonly DbCommand _cast = Sql.Prepare(
        db,
        """
        INSERT INTO Annotations (ProjectId, Key, ItemId, Action, Labels, Comment, ElapsedMs, CreatedAt, IsCurrent, IsAdjudication)
        VALUES (@project, @key, @item, 'Submit', @labels, NULL, 0, @now, 0, 0)
        """,
        "@project", "@key", "@item", "@labels", "@now");

    /// <summary>The item with the same text, and the labels that this import gave it; null when there is none.</summary>
    public (long Id, string? Labels)? Find(byte[] hash)
    {
        using var reader = _find.With(import.ProjectId, hash).ExecuteReader();
        if (!reader.Read())
            return null;
        var isOurs = reader.GetInt32(1) == import.ImportId;
        return (reader.GetInt64(0), isOurs && !reader.IsDBNull(2) ? reader.GetString(2) : null);
    }

    /// <summary>Whether the vote goes against another; null when there is none to cast.</summary>
    public bool? Cast(ImportRow row, (long Id, string? Labels) twin)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        if (twin.Labels is not null)
            said.Add(twin.Labels);
        using (var reader = _said.With(twin.Id).ExecuteReader())
            while (reader.Read())
                said.Add(reader.GetString(0));
        if (said.Contains(row.Labels!))
            return null;
        _cast.With(import.ProjectId, import.Keys.Vote(row.Number), twin.Id, row.Labels, import.Now.UtcTicks).ExecuteNonQuery();
        return said.Count > 0;
    }

    public void Dispose()
    {
        _find.Dispose();
        _said.Dispose();
        _cast.Dispose();
    }
}
