using AnnotationStudio.Data;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How one person labels. Everybody may read their own; leads that of anybody in the project.</summary>
public sealed class OwnWorkDesk(StudioStore store, ProjectGate gate, VoteShelf shelf, TimeProvider time)
{
    private const int DaysShown = 14;
    private const int MostConfusions = 12;
    private const int MostPeriods = 5;   // fewer where each would be too thin to judge

    /// <param name="caller">The person, or a lead.</param>
    /// <param name="projectId">Where they label.</param>
    /// <param name="personId">Somebody else, for leads; null for the caller.</param>
    /// <param name="ct">Obeyed by the database.</param>
    public async Task<Outcome<OwnWorkView>> ReadAsync(Caller caller, int projectId, int? personId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, personId is { } other && other != caller.PersonId ? Role.Lead : Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if ((personId ?? caller.PersonId) is not { } id)
            return Problem.Forbidden("Only people label. Sign in, or name a person.");
        await using var db = await store.ReadAsync(ct);
        var name = await db.People.Where(person => person.Id == id).Select(person => person.DisplayName).SingleOrDefaultAsync(ct);
        var isOfProject = await db.Memberships.AnyAsync(member => member.ProjectId == projectId && member.PersonId == id, ct)
            || await db.Annotations.AnyAsync(row => row.ProjectId == projectId && row.AnnotatorId == id, ct);
        if (name is null || (!isOfProject && id != caller.PersonId))
            return Problem.NotFound("person");
        var rows = await RowsAsync(db, projectId, id, ct);
        var said = await GoldAnswers.ListAsync(db, projectId, id, ct);
        var labels = await db.Labels.Where(label => label.ProjectId == projectId).OrderBy(label => label.Position).ThenBy(label => label.Id)
            .Select(label => new QualityLabel(label.Name, label.Color, label.Position)).ToListAsync(ct);
        var measured = await shelf.OfAsync(projectId, VoteFilter.Everything, ct);
        return View(new(id, name), id == caller.PersonId, rows, measured, GoldScore.Of(said.Count, said.Count(answer => answer.IsRight)), labels);
    }

    private OwnWorkView View(QualityPerson person, bool isOwn, List<OwnRow> rows, MeasuredVotes measured, GoldScore? gold, List<QualityLabel> labels)
    {
        var at = measured.Read.People.ToList().IndexOf(person.Id);
        var judged = JudgedAnswer.Of(measured.Read, at);
        var score = at < 0 ? null : measured.Scores[at];
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), time.LocalTimeZone).Date);
        var days = rows.Where(row => row.IsLabel).GroupBy(row => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.At, time.LocalTimeZone).Date)).ToDictionary(day => day.Key, day => day.Count());
        var whens = rows.GroupBy(row => row.ItemId).ToDictionary(item => item.Key, item => item.Max(row => row.At));
        var timed = judged.Where(answer => whens.ContainsKey(answer.Item)).ToList();
        var trend = AccuracyTrend.Of([.. timed.Select(answer => (double)whens[answer.Item].UtcTicks)], [.. timed.Select(answer => answer.IsRight)], Math.Clamp(timed.Count / QualityView.FewestToJudge, 1, MostPeriods));
        return new OwnWorkView(
            person, isOwn, rows.Count(row => row.IsLabel), rows.Count(row => !row.IsLabel), at < 0 ? null : measured.Read.MedianSeconds[at],
            score?.Share is { } share ? AgreementFigure.Of(share) : null, score?.Judged ?? 0, gold,
            Confusions(judged, labels), Uses(judged, labels),
            [.. trend.Bins.Select(bin => new OwnPeriod(new DateTimeOffset((long)bin.From, TimeSpan.Zero), new DateTimeOffset((long)bin.To, TimeSpan.Zero), bin.Count, AgreementFigure.Of(bin.Right)))],
            trend.Trend,
            [.. Enumerable.Range(0, DaysShown).Select(day => today.AddDays(day + 1 - DaysShown)).Select(day => (day, days.GetValueOrDefault(day)))])
        {
            Suggestions = at < 0 ? null : SuggestionFigures.Of(measured.Habits[at].Suggestions),
            Time = at < 0 ? null : TimeFigures.Of(measured.Habits[at].Time),
        };
    }

    // A label that was left out stands against each that was given in its place, or against nothing.
    private static List<OwnConfusion> Confusions(List<JudgedAnswer> judged, List<QualityLabel> labels) => [.. judged
        .SelectMany(answer => Pairs([.. answer.Right.Except(answer.Said)], [.. answer.Said.Except(answer.Right)]))
        .GroupBy(pair => pair)
        .OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key)
        .Take(MostConfusions)
        .Select(pair => new OwnConfusion(pair.Key.Right < 0 ? null : labels[pair.Key.Right], pair.Key.Said < 0 ? null : labels[pair.Key.Said], pair.Count()))];

    private static IEnumerable<(int Right, int Said)> Pairs(int[] missed, int[] added) =>
        from right in missed.DefaultIfEmpty(-1)
        from said in added.DefaultIfEmpty(-1)
        where right >= 0 || said >= 0
        select (right, said);

    private static List<OwnLabel> Uses(List<JudgedAnswer> judged, List<QualityLabel> labels) => [.. labels
        .Select((label, at) => new OwnLabel(
            label, judged.Count(answer => answer.Right.Contains(at) && answer.Said.Contains(at)),
            judged.Count(answer => answer.Right.Contains(at) && !answer.Said.Contains(at)), judged.Count(answer => !answer.Right.Contains(at) && answer.Said.Contains(at))))];

    private static Task<List<OwnRow>> RowsAsync(StudioDbContext db, int projectId, int personId, CancellationToken ct) => db.Annotations
        .Where(row => row.ProjectId == projectId && row.AnnotatorId == personId && row.IsCurrent && !row.IsAdjudication)
        .Where(row => row.Action == AnnotationAction.Submit || row.Action == AnnotationAction.Skip || row.Action == AnnotationAction.Flag)
        .Select(row => new OwnRow(row.ItemId, row.Action == AnnotationAction.Submit, row.CreatedAt))
        .ToListAsync(ct);

    private sealed record OwnRow(long ItemId, bool IsLabel, DateTimeOffset At);
}
