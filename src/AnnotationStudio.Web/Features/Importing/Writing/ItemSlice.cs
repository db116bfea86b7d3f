using System.Data.Common;
using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What a slice did with its rows.</summary>
internal sealed record SliceResult
{
    /// <summary>Index of the first row that the slice had no time for.</summary>
    public int Next { get; set; }

    public int Accepted { get; set; }

    public int Labelled { get; set; }

    public int Duplicates { get; set; }

    public int Votes { get; set; }

    public int Conflicts { get; set; }

    public List<RejectedRow> Rejected { get; } = [];
}

/// <summary>Writes rows as items of a running import, for as long as a slice may take. Runs on the writer's thread.</summary>
internal sealed class ItemSlice(StudioDbContext db, ImportUnderWay import) : IDisposable
{
    private readonly DbCommand _insert = Sql.Prepare(
        db,
        """
        INSERT INTO Items (ProjectId, ImportId, ExternalId, Text, Meta, TextHash, AuditRank, IsAudit, State, Consensus, LabelledAt)
        VALUES (@project, @import, @external, @text, @meta, @hash, @rank, 0, @state, @labels, @labelled) ON CONFLICT DO NOTHING
        """,
        "@project", "@import", "@external", "@text", "@meta", "@hash", "@rank", "@state", "@labels", "@labelled");

    private readonly DuplicateVotes _votes = new(db, import);
    private readonly SliceResult _result = new();

    /// <param name="mayGoOn">Asked before each row but the first.</param>
    public SliceResult Write(IReadOnlyList<ImportRow> rows, int from, Func<bool> mayGoOn)
    {
        _insert.With(import.ProjectId, import.ImportId);
        var next = from;
        while (next < rows.Count && (next == from || mayGoOn()))
            Write(rows[next++]);

        _result.Next = next;
        return _result;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _votes.Dispose();
    }

    private void Write(ImportRow row)
    {
        if (row.Problem is { } problem)
        {
            _result.Rejected.Add(problem);
            return;
        }

        var settles = row.Labels is not null;
        _insert.With(
            import.ProjectId, import.ImportId, row.ExternalId, row.Text, row.Meta, row.Hash, row.AuditRank,
            settles ? nameof(ItemState.Labelled) : nameof(ItemState.Open), row.Labels, settles ? import.Now.UtcTicks : null);
        if (_insert.ExecuteNonQuery() > 0)
        {
            _result.Accepted++;
            _result.Labelled += row.Labels is null ? 0 : 1;
        }
        else if (_votes.Find(row.Hash) is { } twin)
        {
            _result.Duplicates++;
            if (row.Labels is null || _votes.Cast(row, twin) is not { } isConflict)
                return;
            _result.Votes++;
            _result.Conflicts += isConflict ? 1 : 0;
        }
        else
        {
            _result.Rejected.Add(new RejectedRow(row.Number, $"The id \"{RejectedRow.Excerpt(row.ExternalId!)}\" already stands for another text", "Give the row an id of its own", RejectedRow.Excerpt(row.Text)));
        }
    }
}
