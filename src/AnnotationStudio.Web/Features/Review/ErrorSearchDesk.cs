using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>What is known of wrong labels in a project, and the search that finds them. For leads.</summary>
public sealed class ErrorSearchDesk(StudioStore store, ProjectGate gate, ErrorShelf shelf, ErrorSearches searches)
{
    /// <summary>What is known. A look has a search made where there was none, or labels have moved on by much since; later readings tell of it.</summary>
    public async Task<Outcome<ErrorsView>> ReadAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var mayBegin = searches.MayBegin(projectId);
        var known = shelf.Find(projectId);
        shelf.Look(projectId);
        if (mayBegin && await FoundErrors.IsSearchDueAsync(db, projectId, known, ct))
            searches.Ask(projectId);
        var (state, problem) = (searches.StateOf(projectId), searches.ProblemOf(projectId));
        if (known is not { } found)
            return new ErrorsView(state, problem, null);
        var tally = await ErrorTally.ReadAsync(db, projectId, found, ct);
        var news = await found.CountNewLabelsAsync(db, projectId, ct);
        return new ErrorsView(state, problem, new SearchedLabels(
            found.At, found.Items, found.Estimated, found.Low, found.High, found.Suspects.Count(suspect => suspect.IsCounted),
            tally, news, found.IsStale(news), await EffectAsync(db, projectId, tally, ct)));
    }

    /// <summary>Asks for a search; one that waits or runs already is not asked for twice.</summary>
    public async Task<Outcome<Done>> AskAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        searches.Ask(projectId);
        return Done.Value;
    }

    /// <summary>Ends the search that waits or runs. What the one before found stays.</summary>
    public async Task<Outcome<Done>> CancelAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        searches.Cancel(projectId);
        return Done.Value;
    }

    // The last promoted version that had seen no correction, and the newest that had seen one. Both were judged on audit items, which no correction touches.
    private static async Task<CorrectionEffect?> EffectAsync(StudioDbContext db, int projectId, ErrorTally tally, CancellationToken ct)
    {
        if (tally.First is not { } first)
            return null;
        var versions = await db.ModelVersions
            .Where(model => model.ProjectId == projectId && model.WasPromoted && model.Metrics != null)
            .OrderByDescending(model => model.Id)
            .Select(model => new { model.Version, model.DataCut, model.Metrics })
            .ToListAsync(ct);
        var judged = versions
            .Select(model => (model.Version, model.DataCut, Report: StoredMetrics.Read(model.Metrics)))
            .Where(model => model.Report?.Source == MetricsSource.Audit)
            .Select(model => (model.DataCut, Accuracy: new JudgedVersion(model.Version, model.Report!.Accuracy, model.Report.Items)))
            .ToList();
        var before = judged.Where(model => model.DataCut < first).Select(model => model.Accuracy).FirstOrDefault();
        return before is null ? null : new CorrectionEffect(before, judged.Where(model => model.DataCut >= first).Select(model => model.Accuracy).FirstOrDefault());
    }
}

/// <summary>What is known of wrong labels.</summary>
/// <param name="Search">The search that waits or runs; null where none does.</param>
/// <param name="Problem">Why the last one ended without a result.</param>
/// <param name="Found">What the last one found; null before there was one.</param>
public sealed record ErrorsView(ErrorSearchState? Search, string? Problem, SearchedLabels? Found);

/// <summary>What a search found.</summary>
/// <param name="Estimated">Items thought to have a wrong label, with its range.</param>
/// <param name="Suspects">As many of the most doubtful, when it was made.</param>
/// <param name="Worked">What became of suspects since the first search.</param>
/// <param name="NewLabels">Labels that came since.</param>
/// <param name="IsStale">Whether these are so many that it should be made anew.</param>
/// <param name="Effect">What corrections did to the model; null before there is a correction and a judged model.</param>
public sealed record SearchedLabels(
    DateTimeOffset At, int Items, double Estimated, double Low, double High, int Suspects, ErrorTally Worked, int NewLabels, bool IsStale, CorrectionEffect? Effect);

/// <summary>The model before the first correction, and the newest after it; null until there is one.</summary>
public sealed record CorrectionEffect(JudgedVersion Before, JudgedVersion? After);

/// <summary>A version's accuracy on audit items.</summary>
public sealed record JudgedVersion(int Version, Interval Accuracy, int Items);
