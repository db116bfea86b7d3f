using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>What stands around a plan: the task, the names that labels have now, and what the plan alters about them.</summary>
internal sealed record PlanGround(ProjectTask Task, IReadOnlyDictionary<int, string> Names, IReadOnlyList<LabelEdit> Edits);

/// <summary>Counts what a change would do.</summary>
internal static class LabelChangePreviews
{
    private const int MostExamples = 6;
    private const int ExcerptLength = 160;

    public static async Task<LabelChangePreview> OfAsync(StudioDbContext db, LabelChangePlan plan, PlanGround ground, CancellationToken ct)
    {
        var (projectId, id) = (plan.Label.ProjectId, plan.Label.Id);
        var same = EffectiveLabels.Read(db, projectId).ThatCountAs(id);
        var answers = await CountAnswersAsync(db, projectId, same, ct);
        var counts = plan.Maps ? await CountItemsAsync(db, plan, ground, ct) : new Counted(0, 0, [], []);
        var having = db.Items.Where(item => item.ProjectId == projectId && item.State == ItemState.Labelled && item.Consensus!.Contains(id));
        var models = await db.ModelVersions.Where(model => model.ProjectId == projectId).Select(model => new { model.Id, model.Version, model.LabelIds }).ToListAsync(ct);
        var championId = await db.Projects.Where(project => project.Id == projectId).Select(project => project.ChampionId).SingleAsync(ct);
        var knowing = models.Where(model => model.LabelIds.Contains(id)).ToList();
        return new LabelChangePreview(
            Sentence(plan, ground.Names[id]), counts.Items, counts.Relabelled, answers,
            ground.Edits.Sum(Rules), knowing.Count, Model(plan, models.Find(model => model.Id == championId)?.Version, knowing.Exists(model => model.Id == championId)),
            counts.Targets, [.. await NotesAsync(plan, ground, having, answers, ct)], counts.Examples);
    }

    private static async Task<int> CountAnswersAsync(StudioDbContext db, int projectId, List<int> same, CancellationToken ct)
    {
        var count = 0;
        foreach (var label in same)
            count += await db.Annotations.CountAsync(row => row.ProjectId == projectId && row.IsCurrent && row.Labels.Contains(label), ct);
        return count;
    }

    private static async Task<Counted> CountItemsAsync(StudioDbContext db, LabelChangePlan plan, PlanGround ground, CancellationToken ct)
    {
        var id = plan.Label.Id;
        var rows = db.Items.Where(item => item.ProjectId == plan.Label.ProjectId && item.State == ItemState.Labelled && item.Consensus!.Contains(id)).OrderBy(item => item.Id);
        // A new label has no id before it is written: its place among the targets stands for it.
        var tell = new SplitPlan([.. plan.Targets.Select((target, at) => new SplitTarget(at, target.Patterns))], plan.Rest is null ? null : plan.Targets.FindIndex(target => target.Label == plan.Rest)).Teller();
        var readsTexts = plan.Targets.Exists(target => target.Patterns.Count > 0);
        var targets = new int[plan.Targets.Count];
        var (items, relabelled, examples) = (0, 0, new List<ChangeExample>());
        await foreach (var row in rows.Select(item => new { item.Id, item.IsAudit, item.Consensus, Text = readsTexts ? item.Text : item.Text.Substring(0, ExcerptLength) }).AsAsyncEnumerable().WithCancellation(ct))
        {
            items++;
            // What audit items are is told by people alone.
            var target = plan.Kind == LabelChangeKind.Split && !row.IsAudit ? tell(row.Text) : null;
            if (target is { } at)
                targets[at]++;
            else if (plan.Relabels)
                relabelled++;
            // What is said of audit items must stay unread.
            if (row.IsAudit || examples.Count == MostExamples || examples.Count(example => example.After.SequenceEqual(After())) >= MostExamples / 2 && items < 200)
                continue;
            examples.Add(new ChangeExample(row.Id, row.Text.Length > ExcerptLength ? $"{row.Text[..ExcerptLength]}…" : row.Text, [.. row.Consensus!.Select(Named)], After()));

            List<string> After() => target is null && plan.Relabels ? []
                : [.. row.Consensus!.Select(label => label != id ? Named(label) : plan.Into?.Name ?? plan.Targets[target!.Value].Label.Name).Distinct()];
        }

        return new Counted(items, relabelled, [.. plan.Targets.Select((target, at) => new TargetCount(target.Label.Name, targets[at]))], examples);

        string Named(int label) => ground.Names.GetValueOrDefault(label, "?");
    }

    // Words that the rules look for: those that come, go, or change place.
    private static int Rules(LabelEdit edit)
    {
        var (before, after) = (Words(edit.Before), Words(edit.After));
        return before.Except(after).Count();

        static IEnumerable<string> Words(LabelShape shape) => shape.RetiredAt is not null ? [] : [shape.Name, .. shape.Aliases, .. shape.Patterns];
    }

    private static string Sentence(LabelChangePlan plan, string name) => plan.Kind switch
    {
        LabelChangeKind.Rename => $"“{name}” becomes “{plan.Label.Name}”.",
        LabelChangeKind.Merge => $"“{name}” counts as “{plan.Into!.Name}” from now on, and can be chosen no more.",
        LabelChangeKind.Split => $"“{name}” gives way to {string.Join(", ", plan.Targets.Select(target => $"“{target.Label.Name}”"))}.",
        LabelChangeKind.Retire => plan.Maps ? $"“{name}” can be chosen no more, and its items are labelled anew." : $"“{name}” can be chosen no more.",
        _ => $"“{name}” brings “{plan.Into!.Name}” along from now on.",
    };

    private static string Model(LabelChangePlan plan, int? champion, bool knows) => (plan.Kind, champion, knows) switch
    {
        (_, null, _) => "No model serves yet.",
        (LabelChangeKind.Rename or LabelChangeKind.Parent, { } version, _) => $"v{version} goes on as it is; rules are made anew.",
        (_, { } version, false) => $"v{version} does not know the label, and goes on as it is.",
        (LabelChangeKind.Merge, { } version, _) => $"v{version} goes on: what it holds likely for either counts for “{plan.Into!.Name}”. A round is due.",
        (_, { } version, _) => $"v{version} goes on without the label until a round has been trained, which is due.",
    };

    private static async Task<List<string>> NotesAsync(LabelChangePlan plan, PlanGround ground, IQueryable<Item> having, int answers, CancellationToken ct)
    {
        var notes = new List<string>();
        if (answers > 0)
            notes.Add($"{answers:N0} {(answers == 1 ? "answer stays as it was" : "answers stay as they were")} given; only what they count as can change.");
        if (plan.Kind == LabelChangeKind.Split && plan.Targets.Exists(target => target.Patterns.Count > 0))
            notes.Add("Items that a pattern tells apart are settled in your name, each with the reason, and can be corrected one by one. Audit items always go to people.");
        if (plan.Kind == LabelChangeKind.Retire && !plan.Maps && await having.CountAsync(ct) is > 0 and var left)
            notes.Add($"{left:N0} {(left == 1 ? "item keeps" : "items keep")} the label, and {(left == 1 ? "teaches" : "teach")} no model from now on.");
        if (plan.Kind == LabelChangeKind.Parent)
        {
            var parent = plan.Into!.Id;
            var without = await having.CountAsync(item => !item.Consensus!.Contains(parent), ct);
            notes.Add($"Items keep the labels they have: {without:N0} with “{ground.Names[plan.Label.Id]}” {(without == 1 ? "is" : "are")} without “{plan.Into.Name}”.");
        }

        return notes;
    }

    private sealed record Counted(int Items, int Relabelled, IReadOnlyList<TargetCount> Targets, IReadOnlyList<ChangeExample> Examples);
}
