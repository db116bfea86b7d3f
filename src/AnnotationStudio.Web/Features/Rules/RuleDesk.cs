using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>Counts a project's rules, tries patterns before they are saved, and suggests some.</summary>
public sealed class RuleDesk(StudioStore store, ProjectGate gate, RuleSamples samples)
{
    private const int SuggestionsPerLabel = 3;

    /// <summary>The labels that rules can be written for; counts nothing.</summary>
    public async Task<Outcome<IReadOnlyList<RuleLabel>>> LabelsAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        return (await RuleContext.LabelsAsync(db, projectId, ct)).ConvertAll(label => new RuleLabel(label.Id, label.Name, label.Color, label.Position));
    }

    /// <summary>All rules with their figures on a sample of the texts and of the labelled items.</summary>
    public async Task<Outcome<RuleBook>> ReadAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var context = await RuleContext.ReadAsync(store, samples, projectId, ct);
        var lines = await Task.Run(() => Count(context, RuleMatcher.Of(context.Set), ct), ct);
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId)
            .Select(row => new { row.State, Tier = db.ModelVersions.Where(model => model.Id == row.ChampionId).Select(model => (ModelTier?)model.Tier).FirstOrDefault() })
            .SingleAsync(ct);
        return new RuleBook(
            context.Task,
            [.. context.Labels.Select((label, at) => new RulesOfLabel(label.Id, label.Name, label.Color, label.Position, [.. lines[at]]))],
            context.Size, project.Tier == ModelTier.Rules, project.State == ProjectState.Archived);
    }

    /// <summary>What a pattern finds, saved or not. A name or an alias of the label is tried as what it is.</summary>
    public async Task<Outcome<RuleTrial>> TryAsync(Caller caller, int projectId, int labelId, string? pattern, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var context = await RuleContext.ReadAsync(store, samples, projectId, ct);
        var at = context.Labels.FindIndex(label => label.Id == labelId);
        if (at < 0)
            return Problem.NotFound("label");
        var words = RuleChanges.Clean(pattern);
        var kind = KindOf(context.Labels[at], words);
        if (kind == RuleKind.Pattern && RulePattern.ProblemOf(words) is { } problem)
            return Problem.Invalid("pattern", problem);
        return await Task.Run(() => RuleTrials.Of(context, new LabelRule(at, words, kind), ct), ct);
    }

    /// <summary>Patterns that labelled items speak for and that no rule of their label covers, best first.</summary>
    public async Task<Outcome<IReadOnlyList<SuggestedRule>>> SuggestAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var context = await RuleContext.ReadAsync(store, samples, projectId, ct);
        var found = await Task.Run(() => RuleSuggestions.Of(context.Set, [.. context.Labelled.Select(item => item.Text)], context.Truth, SuggestionsPerLabel, ct), ct);
        return found.Select(suggestion => Suggested(context.Labels[suggestion.Report.Rule.Label], suggestion)).ToList();
    }

    private static SuggestedRule Suggested(Label label, RuleSuggestion suggestion) => new(
        label.Id, label.Name, suggestion.Report.Rule.Words, suggestion.Report.Found, suggestion.Report.Right, suggestion.Report.Precision, suggestion.Fresh);

    private static ILookup<int, RuleLine> Count(RuleContext context, RuleMatcher rules, CancellationToken ct)
    {
        var inPool = RuleStatistics.Count(rules, [.. context.Sample.Pool.Select(item => item.Text)], ct);
        var reports = RuleStatistics.Of(rules, context.Set.Task, [.. context.Labelled.Select(item => item.Text)], context.Truth, 0, ct);
        return reports.Zip(inPool).ToLookup(pair => pair.First.Rule.Label, pair => RuleTrials.Line(pair.First, pair.Second));
    }

    private static RuleKind KindOf(Label label, string words) =>
        words.Equals(label.Name, StringComparison.OrdinalIgnoreCase) ? RuleKind.Name
        : label.Aliases.Contains(words, StringComparer.OrdinalIgnoreCase) ? RuleKind.Alias
        : RuleKind.Pattern;
}
