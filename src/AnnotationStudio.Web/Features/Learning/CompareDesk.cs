using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Compares two versions: on the audit items in figures, on other items by where they differ.</summary>
public sealed class CompareDesk(StudioStore store, ModelDesk models, ModelShelf shelf)
{
    private const int LeastItems = 20;
    private const int MostAsked = 400;
    private const int Seed = 1;

    /// <param name="caller">A lead.</param>
    /// <param name="projectId">Whose versions.</param>
    /// <param name="first">The version that the other is measured against.</param>
    /// <param name="second">The other.</param>
    /// <param name="ct">Obeyed between blocks of texts.</param>
    public async Task<Outcome<ModelComparison>> CompareAsync(Caller caller, int projectId, int? first, int? second, CancellationToken ct)
    {
        var list = await models.ListAsync(caller, projectId, ct);
        if (!list.IsDone)
            return list.Problem;
        if (first is not { } baseline || second is not { } challenger)
            return Problem.Invalid(first is null ? "baseline" : "challenger", "Name two versions, as in ?baseline=1&challenger=2.");
        if (baseline == challenger)
            return Problem.Invalid("challenger", "Choose two different versions.");
        var views = new[] { baseline, challenger }.Select(version => list.Value.FirstOrDefault(view => view.Version == version)).ToList();
        if (views.Contains(null))
            return Problem.NotFound("model version");
        foreach (var version in new[] { baseline, challenger })
            if (await shelf.VersionAsync(projectId, version, ct) is null)
                return Problem.Conflict($"v{version} cannot be compared: its file is missing or damaged. Put it back from a backup.");
        var pair = new Pair((await shelf.VersionAsync(projectId, baseline, ct))!, (await shelf.VersionAsync(projectId, challenger, ct))!);
        await using var db = await store.ReadAsync(ct);
        return await Task.Run(() => Compare(db, projectId, pair, views[0]!, views[1]!, ct), ct);
    }

    private static ModelComparison Compare(StudioDbContext db, int projectId, Pair pair, ModelView baseline, ModelView challenger, CancellationToken ct)
    {
        var names = db.Labels.Where(label => label.ProjectId == projectId).ToDictionary(label => label.Id, label => label.Name);
        List<int> common = [.. pair.Second.LabelIds.Where(pair.First.LabelIds.Contains)];
        var audit = Audit(db, projectId, common);
        var comparison = new ModelComparison(baseline, challenger, audit.Count)
        {
            OtherLabels = [.. pair.First.LabelIds.Union(pair.Second.LabelIds).Except(common).Select(id => names.GetValueOrDefault(id, ""))],
            Disagreement = Disagree(db, projectId, pair, names, ct),
        };
        if (audit.Count < LeastItems || common.Count == 0)
            return comparison;
        var labels = LabelSet.Named(pair.Second.Model.Labels.Task, common.Select(id => names.GetValueOrDefault(id, "")));
        var texts = ItemTextReader.Read(db, audit.ConvertAll(item => item.Item));
        var truth = audit.ConvertAll(item => item.Labels);
        var (first, second) = (UnseenAnswers.Of(pair.First, texts, truth, labels, common, ct), UnseenAnswers.Of(pair.Second, texts, truth, labels, common, ct));
        var objective = db.Projects.Where(project => project.Id == projectId).Select(project => project.Settings.Objective.Metric).Single().ToMeasure();
        var random = new Random(Seed);
        return comparison with
        {
            Measures = [.. new[] { objective, Measure.MacroF1, Measure.MicroF1, Measure.Accuracy }.Distinct().Select(measure => Line(PairedBootstrap.Compare(first, second, measure, random)))],
            PerLabel = PairedLabels.Compare(first, second, random),
        };
    }

    private static MeasureComparison Line(PairedComparison result) =>
        new(result.Measure.ToString(), result.Baseline, result.Challenger, result.Difference, result.Better, result.Worse);

    // An audit item one of whose labels only one of them knows would be unfair to the other.
    private static List<LabelledItem> Audit(StudioDbContext db, int projectId, List<int> labelIds)
    {
        var place = Enumerable.Range(0, labelIds.Count).ToDictionary(index => labelIds[index], index => index);
        return [.. db.Items
            .Where(item => item.ProjectId == projectId && item.IsAudit && item.State == ItemState.Labelled && item.Import!.State == ImportState.Completed)
            .OrderBy(item => item.Id).Select(item => new { item.Id, item.Consensus }).ToList()
            .Where(item => item.Consensus is not null && item.Consensus.All(place.ContainsKey))
            .Select(item => new LabelledItem(item.Id, [.. item.Consensus!.Select(id => place[id]).Order()]))];
    }

    // The lowest random ranks of what is not reserved are a uniform sample; nobody sees what an audit item says.
    private static Disagreement Disagree(StudioDbContext db, int projectId, Pair pair, Dictionary<int, string> names, CancellationToken ct)
    {
        var items = db.Items
            .Where(item => item.ProjectId == projectId && !item.IsAudit && item.State != ItemState.Erased && item.Import!.State == ImportState.Completed)
            .Where(item => !db.GoldItems.Any(gold => gold.ItemId == item.Id))
            .OrderBy(item => item.AuditRank).Take(MostAsked).Select(item => new AskedItem(item.Id, item.Text, item.Consensus)).ToList();
        if (items.Count == 0)
            return new Disagreement(0, null, []);
        var differing = Disagreements.Among(pair.First, pair.Second, items.ConvertAll(item => item.Text), ct);
        return new Disagreement(
            items.Count,
            Interval.Wilson(differing.Count, items.Count),
            [.. differing.Take(Disagreements.Most).Select(found => new DisagreedItem(
                items[found.Text].Id, items[found.Text].Text, Named(found.First), Named(found.Second), items[found.Text].Consensus is { } said ? Named(said) : null))]);

        List<string> Named(IEnumerable<int> labelIds) => [.. labelIds.Select(id => names.GetValueOrDefault(id, "")).Order(StringComparer.Ordinal)];
    }

    private sealed record Pair(ServingModel First, ServingModel Second);

    private sealed record AskedItem(long Id, string Text, List<int>? Consensus);
}
