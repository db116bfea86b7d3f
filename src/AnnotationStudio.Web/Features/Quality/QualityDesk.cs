using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How far the people of a project agree, and the items on which they do not. For leads.</summary>
public sealed class QualityDesk(StudioStore store, ProjectGate gate, VoteShelf shelf)
{
    /// <summary>Disagreements on one page.</summary>
    public const int PageSize = 25;

    private const int ExcerptLength = 280;

    public async Task<Outcome<QualityView>> ReadAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var measured = await shelf.OfAsync(projectId, ct);
        await using var db = await store.ReadAsync(ct);
        return View(measured, await NamesAsync(db, measured.Read, ct), await GoldAnswers.ScoresAsync(db, projectId, ct), await PausedAsync(db, projectId, ct));
    }

    /// <summary>Items on which people differ, by their ids; never one that is reserved for audit.</summary>
    /// <param name="caller">A lead.</param>
    /// <param name="projectId">Whose items.</param>
    /// <param name="filter">Between which people or labels.</param>
    /// <param name="page">From 1.</param>
    /// <param name="ct">Obeyed by the database.</param>
    public async Task<Outcome<SplitPage>> ListAsync(Caller caller, int projectId, SplitFilter filter, int page, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var measured = await shelf.OfAsync(projectId, ct);
        await using var db = await store.ReadAsync(ct);
        var names = await NamesAsync(db, measured.Read, ct);
        var found = names.Find(filter);
        if (!found.IsDone)
            return found.Problem;
        var items = Matching(measured.Read, found.Value).ToList();
        var slice = items.Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize).ToList();
        var ids = slice.ConvertAll(item => measured.Read.Items[item]);
        var texts = await db.Items.Where(item => ids.Contains(item.Id) && item.State != ItemState.Erased)
            .Select(item => new { item.Id, Excerpt = item.Text.Substring(0, ExcerptLength) }).ToDictionaryAsync(item => item.Id, item => item.Excerpt, ct);
        return new SplitPage(
            [.. slice.Where(item => texts.ContainsKey(measured.Read.Items[item])).Select(item => new SplitItem(measured.Read.Items[item], texts[measured.Read.Items[item]], Said(measured.Read, item, names)))],
            items.Count);
    }

    private static IEnumerable<int> Matching(ProjectVotes read, SplitIndexes wanted) => Enumerable.Range(0, read.Items.Count).Where(item =>
        !read.IsAudit[item] && Splits.Any(read.Votes, item)
        && (wanted.People is not { } people || Splits.People(read.Votes, item).Contains(people))
        && (wanted.Labels is not { } labels || Splits.Labels(read.Votes, item).Contains(labels)));

    private static List<SaidLabels> Said(ProjectVotes read, int item, QualityNames names)
    {
        var said = new List<SaidLabels>();
        for (var at = 0; at < read.Votes.CountOf(item); at++)
            said.Add(new(
                names.People[read.Votes.AnnotatorsOf(item)[at]],
                [.. read.Votes.LabelsOf(read.Votes.AnswersOf(item)[at]).ToArray().Select(label => names.Labels[label])]));
        return [.. said.OrderBy(one => one.Person.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static QualityView View(
        MeasuredVotes measured, QualityNames names, IReadOnlyDictionary<int, GoldScore> gold, Dictionary<int, DateTimeOffset> paused) => new(
        AgreementFigures.Of(measured.Report, [.. names.Labels.Select(label => label.Name)]),
        [.. measured.Scores
            .Select(score => new AnnotatorLine(
                names.People[score.Annotator], score.Votes, measured.Read.MedianSeconds[score.Annotator], score.Judged,
                score.Share is { } share ? AgreementFigure.Of(share) : null)
            {
                Gold = gold.GetValueOrDefault(names.People[score.Annotator].Id),
                PausedAt = paused.TryGetValue(names.People[score.Annotator].Id, out var since) ? since : null,
            })
            .OrderByDescending(line => line.Annotations).ThenBy(line => line.Person.Name, StringComparer.CurrentCultureIgnoreCase)],
        [.. measured.Report.CohenKappa.Pairs.Select(pair => new PairLine(
            names.People[pair.First], names.People[pair.Second], pair.Shared, pair.Agreed, AgreementFigure.Of(pair.Kappa),
            measured.Splits.ByPeople.GetValueOrDefault((pair.First, pair.Second))))],
        [.. measured.Splits.ByLabels
            .OrderByDescending(cell => cell.Value).ThenBy(cell => cell.Key)
            .Select(cell => new LabelSplit(names.Labels[cell.Key.First].Name, names.Labels[cell.Key.Second].Name, cell.Value))],
        measured.Splits.Items,
        measured.Splits.HiddenItems,
        names.Labels)
    {
        Gold = GoldScore.Of(gold.Values.Sum(score => score.Answers), gold.Values.Sum(score => score.Right)),
    };

    private static Task<Dictionary<int, DateTimeOffset>> PausedAsync(StudioDbContext db, int projectId, CancellationToken ct) => db.Memberships
        .Where(member => member.ProjectId == projectId && member.PausedAt != null)
        .ToDictionaryAsync(member => member.PersonId, member => member.PausedAt!.Value, ct);

    private static async Task<QualityNames> NamesAsync(StudioDbContext db, ProjectVotes read, CancellationToken ct)
    {
        var people = await db.People.Where(person => read.People.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.DisplayName, ct);
        var labels = await db.Labels.Where(label => read.Labels.Contains(label.Id)).ToDictionaryAsync(label => label.Id, label => new QualityLabel(label.Name, label.Color, label.Position), ct);
        return new(
            [.. read.People.Select(id => new QualityPerson(id, people.GetValueOrDefault(id) ?? "Somebody who left"))],
            [.. read.Labels.Select(id => labels.GetValueOrDefault(id) ?? new QualityLabel("A label that is gone", "", 0))]);
    }
}
