using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Gold;

/// <summary>Finds items that could be gold: two or more people said the same, nobody anything else, and the model agrees. For leads.</summary>
public sealed class ProposalDesk(StudioStore store, ProjectGate gate, ModelShelf shelf, StudioEvents events, TimeProvider time)
{
    /// <summary>Proposals at once.</summary>
    public const int Most = 10;

    private const int FewestPeople = 2;
    private const int MostAsked = 400;

    /// <summary>The surest first; none where there is no model, or nothing on which people agree. Never an audit item.</summary>
    public async Task<Outcome<IReadOnlyList<GoldProposal>>> FindAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (await shelf.ChampionAsync(projectId, ct) is not { } champion)
            return Array.Empty<GoldProposal>();
        await using var db = await store.ReadAsync(ct);
        var agreed = await AgreedAsync(db, projectId, ct);
        var labels = await GoldDesk.LabelsAsync(db, projectId, ct);
        return await TrainingThread.RunAsync(() => Confirmed(champion, agreed, labels, ct));
    }

    /// <summary>Makes a proposal hidden gold, with the labels that it was proposed with.</summary>
    public async Task<Outcome<Done>> TakeAsync(Caller caller, int projectId, GoldProposal proposal, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        var gold = new GoldItem
        {
            ItemId = proposal.ItemId,
            ProjectId = projectId,
            Kind = GoldKind.Hidden,
            Labels = [.. proposal.Labels.Select(label => label.Id).Order()],
            PersonId = caller.PersonId,
            CreatedAt = now,
        };
        if (await store.WriteAsync(db => GoldLedger.Mark(db, gold, now), ct) is { } problem)
            return problem;
        events.Publish(Happening.LabelsArrived, projectId);
        return Done.Value;
    }

    // What a lead settled is no agreement, and what a file said is nobody's.
    private static async Task<List<AgreedItem>> AgreedAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var votes = await db.Annotations
            .Where(row => row.ProjectId == projectId && row.IsCurrent && row.Action == AnnotationAction.Submit && row.AnnotatorId != null && !row.IsAdjudication)
            .Where(row => row.Item!.State == ItemState.Labelled && !row.Item.IsAudit && row.Item.Import!.State == ImportState.Completed)
            .Where(row => !db.GoldItems.Any(gold => gold.ItemId == row.ItemId))
            .Select(row => new { row.ItemId, row.AnnotatorId, row.Labels })
            .ToListAsync(ct);
        var best = votes.GroupBy(vote => vote.ItemId)
            .Select(item => (Id: item.Key, People: item.Select(vote => vote.AnnotatorId).Distinct().Count(), item.First().Labels, IsOne: item.All(vote => vote.Labels.SequenceEqual(item.First().Labels))))
            .Where(item => item.IsOne && item.People >= FewestPeople)
            .OrderByDescending(item => item.People).ThenByDescending(item => item.Id).Take(MostAsked).ToList();
        var ids = best.ConvertAll(item => item.Id);
        var texts = await db.Items.Where(item => ids.Contains(item.Id)).Select(item => new { item.Id, item.Text }).ToDictionaryAsync(item => item.Id, item => item.Text, ct);
        return best.ConvertAll(item => new AgreedItem(item.Id, texts[item.Id], item.Labels, item.People));
    }

    private static List<GoldProposal> Confirmed(ServingModel champion, List<AgreedItem> agreed, Dictionary<int, GoldLabel> labels, CancellationToken ct)
    {
        const int Excerpt = 200;
        var found = new List<GoldProposal>();
        var probabilities = champion.Predict(agreed.ConvertAll(item => item.Text), ct);
        for (var row = 0; row < agreed.Count; row++)
        {
            // Rules that match nothing hold all labels alike, and then the first stands for no opinion.
            if (champion.Model.Thresholds is null && probabilities.Labels > 1 && probabilities[row].Count(probabilities[row][0]) == probabilities.Labels)
                continue;
            var suggested = Decision.Suggested(probabilities[row], champion.Model.Thresholds);
            if (!suggested.Select(column => champion.LabelIds[column]).Order().SequenceEqual(agreed[row].Labels))
                continue;
            var sureness = 1f;
            foreach (var column in suggested)
                sureness = Math.Min(sureness, probabilities[row][column]);
            var text = agreed[row].Text;
            found.Add(new GoldProposal(agreed[row].Id, text.Length > Excerpt ? text[..Excerpt] : text, GoldDesk.Named(agreed[row].Labels, labels), agreed[row].People, sureness));
        }

        return [.. found.OrderByDescending(proposal => proposal.People).ThenByDescending(proposal => proposal.Sureness).Take(Most)];
    }

    private sealed record AgreedItem(long Id, string Text, List<int> Labels, int People);
}
