using AnnotationStudio.Data;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How far the people of a project agree, and the items on which they do not. For leads.</summary>
public sealed class QualityDesk(StudioStore store, ProjectGate gate, VoteShelf shelf, ErrorShelf errors)
{
    /// <summary>Disagreements on one page.</summary>
    public const int PageSize = 25;

    private const int ExcerptLength = 280;

    /// <summary>Everything, as of now.</summary>
    public Task<Outcome<QualityView>> ReadAsync(Caller caller, int projectId, CancellationToken ct) => ReadAsync(caller, projectId, VoteFilter.Everything, takesLast: false, ct);

    /// <summary>The figures of the answers that fit.</summary>
    /// <param name="caller">A lead.</param>
    /// <param name="projectId">Whose figures.</param>
    /// <param name="filter">Which answers.</param>
    /// <param name="takesLast">Rather the last figures at once than the newest in a moment.</param>
    /// <param name="ct">Obeyed by whoever waits.</param>
    public async Task<Outcome<QualityView>> ReadAsync(Caller caller, int projectId, VoteFilter filter, bool takesLast, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var measured = takesLast ? await shelf.LastOfAsync(projectId, filter, ct) : await shelf.OfAsync(projectId, filter, ct);
        await using var db = await store.ReadAsync(ct);
        var names = await NamesAsync(db, measured.Read, ct);
        var view = QualityViewing.Of(measured, names, await GoldAnswers.ScoresAsync(db, projectId, ct), await PausedAsync(db, projectId, ct));
        // What all votes come to, whichever of them are looked at.
        var all = filter == VoteFilter.Everything ? measured : await shelf.LastOfAsync(projectId, VoteFilter.Everything, ct);
        return view with { LabelErrors = LabelErrorFigures.Of(errors.Find(projectId)), Consensus = await ConsensusAsync(db, projectId, all, ct) };
    }

    /// <summary>What a filter can be made of.</summary>
    public async Task<Outcome<QualityChoices>> ChoicesAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var (people, imports) = await shelf.ChoicesAsync(projectId, ct);
        await using var db = await store.ReadAsync(ct);
        return new QualityChoices(
            await db.People.Where(person => people.Contains(person.Id)).OrderBy(person => person.DisplayName).Select(person => new QualityPerson(person.Id, person.DisplayName)).ToListAsync(ct),
            await db.Labels.Where(label => label.ProjectId == projectId).OrderBy(label => label.Position).ThenBy(label => label.Id).Select(label => label.Name).ToListAsync(ct),
            await db.Imports.Where(import => imports.Contains(import.Id)).OrderByDescending(import => import.Id).Select(import => new QualityImport(import.Id, import.FileName, import.CreatedAt)).ToListAsync(ct));
    }

    /// <summary>What an address or a call asks for; a problem where it names what is not there.</summary>
    public async Task<Outcome<VoteFilter>> UnderstandAsync(Caller caller, int projectId, QualityQuery asked, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        foreach (var (field, day) in new[] { ("from", asked.From), ("to", asked.To) })
            if (!string.IsNullOrWhiteSpace(day) && VoteFilter.Day(day) is null)
                return Problem.Invalid(field, $"\"{day}\" is not a day. Write it as 2026-03-12.");
        if (string.IsNullOrWhiteSpace(asked.Given))
            return new VoteFilter(VoteFilter.Day(asked.From), VoteFilter.Day(asked.To), asked.Person, null, asked.Batch);
        await using var db = await store.ReadAsync(ct);
        var labels = await db.Labels.Where(label => label.ProjectId == projectId).Select(label => new { label.Id, label.Name }).ToListAsync(ct);
        return labels.Find(label => label.Name.Equals(asked.Given.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found
            ? new VoteFilter(VoteFilter.Day(asked.From), VoteFilter.Day(asked.To), asked.Person, found.Id, asked.Batch)
            : Problem.Invalid("given", $"There is no label \"{asked.Given}\" in this project. Choose one of its labels.");
    }

    /// <summary>Items on which people differ, all that were answered, or those with answers of a kind, by their ids; never one that is reserved for audit.</summary>
    /// <param name="caller">A lead.</param>
    /// <param name="projectId">Whose items.</param>
    /// <param name="filter">Among which answers, and between which people or labels.</param>
    /// <param name="page">From 1.</param>
    /// <param name="ct">Obeyed by the database.</param>
    public async Task<Outcome<SplitPage>> ListAsync(Caller caller, int projectId, SplitFilter filter, int page, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var measured = await shelf.LastOfAsync(projectId, filter.Votes ?? VoteFilter.Everything, ct);
        await using var db = await store.ReadAsync(ct);
        var names = await NamesAsync(db, measured.Read, ct);
        var found = names.Find(filter);
        if (!found.IsDone)
            return found.Problem;
        var (items, hidden) = Matching(measured.Read, found.Value, filter.ShowsAll, ct);
        var slice = items.Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize).ToList();
        var ids = slice.ConvertAll(item => measured.Read.Items[item]);
        var texts = await db.Items.Where(item => ids.Contains(item.Id) && item.State != ItemState.Erased)
            .Select(item => new { item.Id, Excerpt = item.Text.Substring(0, ExcerptLength) }).ToDictionaryAsync(item => item.Id, item => item.Excerpt, ct);
        return new SplitPage(
            [.. slice.Where(item => texts.ContainsKey(measured.Read.Items[item])).Select(item => new SplitItem(measured.Read.Items[item], texts[measured.Read.Items[item]], Said(measured.Read, item, names)))],
            items.Count,
            hidden);
    }

    // Where disagreements are listed the page knows how many of them are hidden.
    private static (List<int> Items, int Hidden) Matching(ProjectVotes read, SplitIndexes wanted, bool showsAll, CancellationToken ct)
    {
        var ofKind = wanted.Kind is { } kind ? AnswerHabits.ItemsOf(read, kind, ct) : null;
        var fitting = Enumerable.Range(0, read.Items.Count).Where(item =>
            (ofKind?.Contains(item) ?? (showsAll || Splits.Any(read.Votes, item)))
            && (wanted.People is not { } people || Splits.People(read.Votes, item).Contains(people))
            && (wanted.Labels is not { } labels || Splits.Labels(read.Votes, item).Contains(labels))).ToList();
        var shown = fitting.FindAll(item => !read.IsAudit[item]);
        return (shown, showsAll || ofKind is not null ? fitting.Count - shown.Count : 0);
    }

    private static List<SaidLabels> Said(ProjectVotes read, int item, QualityNames names)
    {
        var said = new List<SaidLabels>();
        for (var at = 0; at < read.Votes.CountOf(item); at++)
            said.Add(new(
                names.People[read.Votes.AnnotatorsOf(item)[at]],
                [.. read.Votes.LabelsOf(read.Votes.AnswersOf(item)[at]).ToArray().Select(label => names.Labels[label])]));
        return [.. said.OrderBy(one => one.Person.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    private static async Task<ConsensusView> ConsensusAsync(StudioDbContext db, int projectId, MeasuredVotes all, CancellationToken ct)
    {
        var settings = await db.Projects.Where(project => project.Id == projectId).Select(project => project.Settings).SingleAsync(ct);
        var task = all.Read.Votes.Task;
        return new(settings.Consensus, ConsensusMethods.InForce(ConsensusWords.Chosen(settings), task, all.Overlap), ConsensusWords.Reason(settings, task, all.Overlap));
    }

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
