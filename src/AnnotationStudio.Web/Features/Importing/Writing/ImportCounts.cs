using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What has become of an import's rows so far.</summary>
internal sealed class ImportCounts
{
    public const int RowsShown = 100;

    public int Accepted { get; private set; }

    public int Labelled { get; private set; }

    public int Duplicates { get; private set; }

    /// <summary>Labels on duplicates that nobody had said of the item.</summary>
    public int Votes { get; private set; }

    public int Conflicts { get; private set; }

    public int Rejected { get; private set; }

    private bool RefusesFile { get; set; }

    public long Rows { get; private set; }

    private List<RejectedRow> Shown { get; } = [];

    public bool Refuses(bool keepGoodRows) => RefusesFile || Rejected > 0 && !keepGoodRows;

    /// <summary>Of a refused import nothing was accepted and no vote was cast.</summary>
    public ImportSummary Summary(int importId, ImportState state) => state == ImportState.Completed
        ? new ImportSummary(importId, state, Accepted, Labelled, Duplicates, Votes, Conflicts, Rejected, Shown)
        : new ImportSummary(importId, state, 0, 0, Duplicates, 0, 0, Rejected, Shown);

    public void Add(SliceResult slice)
    {
        Accepted += slice.Accepted;
        Labelled += slice.Labelled;
        Duplicates += slice.Duplicates;
        Votes += slice.Votes;
        Conflicts += slice.Conflicts;
        Rows += slice.Accepted + slice.Duplicates;
        slice.Rejected.ForEach(Add);
    }

    public void Add(RejectedRow row)
    {
        Rows++;
        Rejected++;
        RefusesFile |= row.RefusesFile;
        if (Shown.Count < RowsShown)
            Shown.Add(row);
    }
}
