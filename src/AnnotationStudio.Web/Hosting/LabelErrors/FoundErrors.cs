using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What the last search for label errors found in a project. Rebuilt at will; holds ids and numbers, no text.</summary>
public sealed record FoundErrors
{
    /// <summary>Labelled items, without audit items, from which on anything can be told.</summary>
    public const int FewestItems = 50;

    private const int FewestToBeStale = 50;

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Sequence of the last annotation that it could see.</summary>
    public required long DataCut { get; init; }

    /// <summary>Labelled items that were searched; audit items never are.</summary>
    public required int Items { get; init; }

    /// <summary>Items thought to have a wrong label.</summary>
    public required double Estimated { get; init; }

    /// <summary>Lower end of the range.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the range.</summary>
    public required double High { get; init; }

    /// <summary>Items to look at again, those first whose look is likeliest to find an error.</summary>
    public required IReadOnlyList<FoundSuspect> Suspects { get; init; }

    /// <summary>Items that all but equal each other and had different labels.</summary>
    public required IReadOnlyList<FoundTwins> Twins { get; init; }

    /// <summary>What was worked of the searches before.</summary>
    public ErrorTally Former { get; init; } = new(0, 0, null);

    /// <summary>Labels that came since.</summary>
    public Task<int> CountNewLabelsAsync(StudioDbContext db, int projectId, CancellationToken ct) => db.Annotations.CountAsync(
        row => row.ProjectId == projectId && row.Sequence > DataCut && row.Action == AnnotationAction.Submit && row.IsCurrent && !row.Item!.IsAudit, ct);

    /// <summary>Whether so many new labels make it worth searching anew.</summary>
    public bool IsStale(int newLabels) => newLabels >= Math.Max(FewestToBeStale, Items / 10);

    /// <summary>Whether a search is worth its computing: there was none and there are labels enough, or the labels have moved on by much since.</summary>
    public static async Task<bool> IsSearchDueAsync(StudioDbContext db, int projectId, FoundErrors? found, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        return found is null
            ? await db.Items.CountAsync(item => item.ProjectId == projectId && item.State == ItemState.Labelled && !item.IsAudit, ct) >= FewestItems
            : found.IsStale(await found.CountNewLabelsAsync(db, projectId, ct));
    }
}

/// <summary>An item whose labels models that had not seen it doubt.</summary>
/// <param name="Given">Ids of the labels it had, ascending.</param>
/// <param name="Likely">Ids of those that are likelier, ascending.</param>
/// <param name="Share">How likely the models hold these, from 0 to 1.</param>
/// <param name="Doubt">How likely the given ones are wrong, from 0 to 1.</param>
/// <param name="IsCounted">Whether it is among as many as are thought wrong.</param>
public sealed record FoundSuspect(long Item, IReadOnlyList<int> Given, IReadOnlyList<int> Likely, double Share, double Doubt, bool IsCounted);

/// <summary>Two items that cannot both be right.</summary>
public sealed record FoundTwins(long First, long Second);
