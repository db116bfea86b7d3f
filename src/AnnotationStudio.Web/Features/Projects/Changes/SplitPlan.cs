using System.Text.Json;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>How a split tells its items apart.</summary>
/// <param name="Targets">Each label with its patterns; the first that matches takes the item.</param>
/// <param name="RestId">The label of items that none matches; null to have them labelled anew.</param>
internal sealed record SplitPlan(List<SplitTarget> Targets, int? RestId)
{
    public static SplitPlan? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<SplitPlan>(json, Api.Json);

    public string Write() => JsonSerializer.Serialize(this, Api.Json);

    /// <summary>Says for a text which label it gets, or null.</summary>
    public Func<string, int?> Teller()
    {
        List<LabelRule> rules = [.. Targets.SelectMany((target, at) => target.Patterns.Select(pattern => new LabelRule(at, pattern, RuleKind.Pattern)))];
        if (rules.Count == 0)
            return _ => RestId;
        var (matcher, scratch) = (new RuleMatcher(rules), new MatchScratch());
        return text =>
        {
            matcher.Find(text, scratch);
            return scratch.Matches.Count == 0 ? RestId : Targets[scratch.Matches.Min(match => rules[match.Rule].Label)].LabelId;
        };
    }
}

/// <summary>One label that items go to.</summary>
internal sealed record SplitTarget(int LabelId, List<string> Patterns);
