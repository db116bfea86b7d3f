using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>The items that need a lead, one at a time or as a list. For leads.</summary>
public sealed class ReviewDesk(StudioStore store, ProjectGate gate, ReviewShelf shelf, ModelShelf models)
{
    public const int LargestPage = 200;

    private const int ExcerptLength = 280;

    /// <summary>The queue and its first item that was not put off.</summary>
    /// <param name="caller">A lead.</param>
    /// <param name="projectId">Whose items.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="later">Items put off; they come last.</param>
    /// <param name="wanted">An item to be shown, as long as it needs a lead.</param>
    /// <param name="ct">Obeyed by the database.</param>
    public async Task<Outcome<ReviewView>> ReadAsync(Caller caller, int projectId, ReviewFilter filter, IReadOnlyList<long> later, long? wanted, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var queue = await shelf.OfAsync(projectId, ct);
        await using var db = await store.ReadAsync(ct);
        var project = await ReviewProjects.ReadAsync(db, projectId, ct);
        var found = ReviewNarrowing.Of(filter, project);
        if (!found.IsDone)
            return found.Problem;
        var matching = found.Value.In(queue.Cases);
        var next = matching.FirstOrDefault(one => one.Item == wanted) ?? matching.FirstOrDefault(one => !later.Contains(one.Item))
            ?? matching.MinBy(one => later.TakeWhile(id => id != one.Item).Count());
        return new ReviewView(
            project, queue.Cases.Count, matching.Count, found.Value.Reasons(queue.Cases), found.Value.Labels(queue.Cases, project),
            await found.Value.PeopleAsync(db, queue.Cases, ct), queue.Agreement, next is null ? null : await OpenAsync(db, projectId, project, next, ct));
    }

    /// <summary>The queue as a list, most valuable looks first.</summary>
    public async Task<Outcome<ReviewPageOfRows>> ListAsync(Caller caller, int projectId, ReviewFilter filter, int skip, int limit, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (limit is < 1 or > LargestPage || skip < 0)
            return Problem.Invalid("limit", $"Ask for 1 to {LargestPage} items at a time, skipping none or more.");
        var queue = await shelf.OfAsync(projectId, ct);
        await using var db = await store.ReadAsync(ct);
        var project = await ReviewProjects.ReadAsync(db, projectId, ct);
        var found = ReviewNarrowing.Of(filter, project);
        if (!found.IsDone)
            return found.Problem;
        var matching = found.Value.In(queue.Cases);
        var page = matching.Skip(skip).Take(limit).ToList();
        var texts = await TextsAsync(db, [.. page.Select(one => one.Item)], ct);
        var ids = page.SelectMany(one => one.Votes).Select(vote => vote.Person).Distinct().ToList();
        var names = await db.People.Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.DisplayName, ct);
        return new ReviewPageOfRows(matching.Count, queue.Agreement, [.. page.Where(one => texts.ContainsKey(one.Item)).Select(one => new ReviewRow(
            one.Item, texts[one.Item], one.Reasons, Math.Round(one.Value, 4), Names(one.Labels),
            [.. one.Votes.Select(vote => new ReviewVote(vote.Person is { } person ? names.GetValueOrDefault(person) : null, Names(vote.Labels)!))], Names(one.Suspect?.Likely)))]);

        IReadOnlyList<string>? Names(IReadOnlyList<int>? labels) => labels is null ? null : [.. project.Of(labels).Select(label => label.Name)];
    }

    private async Task<ReviewItem?> OpenAsync(StudioDbContext db, int projectId, ReviewProject project, ReviewCase one, CancellationToken ct)
    {
        var item = await db.Items.Where(row => row.Id == one.Item && row.State != ItemState.Erased).Select(row => new { row.ExternalId, row.Text }).SingleOrDefaultAsync(ct);
        if (item is null)
            return null;
        var said = await db.Annotations
            .Where(row => row.ItemId == one.Item && row.IsCurrent && row.Action != AnnotationAction.Undo && (!row.IsAdjudication || row.Action == AnnotationAction.Flag))
            .OrderBy(row => row.Sequence)
            .Select(row => new { Name = row.Annotator!.DisplayName, row.Action, row.Labels, row.Comment })
            .ToListAsync(ct);
        var texts = await TextsAsync(db, one.Twins, ct);
        var twins = await db.Items.Where(row => one.Twins.Contains(row.Id)).Select(row => new { row.Id, row.Consensus }).ToListAsync(ct);
        return new ReviewItem(
            one.Item, item.ExternalId, item.Text, one.Reasons, one.Labels is null ? null : project.Of(one.Labels),
            [.. said.Select(row => new ReviewSaid(row.Name, row.Action, project.Of(row.Labels), row.Comment))],
            await ModelAsync(projectId, project, one, item.Text, ct),
            [.. twins.Where(twin => texts.ContainsKey(twin.Id)).Select(twin => new ReviewTwin(twin.Id, texts[twin.Id], project.Of(twin.Consensus ?? [])))],
            one.IsAudit);
    }

    // A model that learned from the label it is asked about speaks for it; one that had not seen it is the better witness.
    private async Task<ReviewModel?> ModelAsync(int projectId, ReviewProject project, ReviewCase one, string text, CancellationToken ct)
    {
        if (one.IsAudit)
            return null;
        if (one.Suspect is { } suspect)
            return new(project.Of(suspect.Likely), suspect.Share, HadNotSeen: true);
        if (await models.ChampionAsync(projectId, ct) is not { } champion)
            return null;
        var row = champion.Predict([text], ct)[0].ToArray();
        // Rules that match nothing hold all labels alike: that is no opinion.
        if (champion.Model.Thresholds is null && row.Length > 1 && row.Distinct().Count() == 1)
            return null;
        var suggested = Decision.Suggested(row, champion.Model.Thresholds);
        return suggested.Length == 0 ? null : new(project.Of(suggested.Select(column => champion.LabelIds[column])), suggested.Max(column => row[column]), HadNotSeen: false);
    }

    private static Task<Dictionary<long, string>> TextsAsync(StudioDbContext db, IReadOnlyList<long> ids, CancellationToken ct) => db.Items
        .Where(item => ids.Contains(item.Id) && item.State != ItemState.Erased)
        .Select(item => new { item.Id, Excerpt = item.Text.Substring(0, ExcerptLength) })
        .ToDictionaryAsync(item => item.Id, item => item.Excerpt, ct);
}
