using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>Runs one rule over a sample and shows what it found.</summary>
internal static class RuleTrials
{
    private const int MostExamples = 4;
    private const int AroundMatch = 70;   // characters shown on each side

    public static RuleTrial Of(RuleContext context, LabelRule rule, CancellationToken ct)
    {
        var matcher = new RuleMatcher([rule]);
        // In the pool an item counts as right as soon as somebody labelled it, so that the wrong ones are those that nobody has.
        var isLabelled = context.Sample.Pool.Select(item => item.Consensus is null ? Array.Empty<int>() : [rule.Label]).ToList();
        var inPool = RuleStatistics.Of(matcher, LabelTask.Multi, [.. context.Sample.Pool.Select(item => item.Text)], isLabelled, MostExamples, ct)[0];
        var report = RuleStatistics.Of(matcher, context.Set.Task, [.. context.Labelled.Select(item => item.Text)], context.Truth, MostExamples, ct)[0];
        var same = LabelRule.Of(context.Set).Where(other => other.Words.Equals(rule.Words, StringComparison.OrdinalIgnoreCase)).Select(other => other.Label).Distinct().ToList();
        return new RuleTrial(
            Line(report, inPool.Found), context.Size, [.. same.Where(label => label != rule.Label).Select(label => context.Labels[label].Name)], same.Contains(rule.Label),
            [.. report.WrongItems.Select(at => Example(matcher, context.Labelled[at], Names(context, at)))],
            [.. report.RightItems.Select(at => Example(matcher, context.Labelled[at], Names(context, at)))],
            [.. inPool.WrongItems.Select(at => Example(matcher, context.Sample.Pool[at], []))]);
    }

    public static RuleLine Line(RuleReport report, int inPool) => new(
        report.Rule.Words, report.Rule.Kind, inPool, report.Found, report.Right, report.Precision, report.Overlaps, report.Conflicts);

    private static List<string> Names(RuleContext context, int at) => [.. context.Truth[at].Select(label => context.Labels[label].Name)];

    private static RuleExample Example(RuleMatcher matcher, SampledText item, IReadOnlyList<string> labels)
    {
        var scratch = new MatchScratch();
        matcher.Find(item.Text, scratch);
        var match = scratch.Matches[0];
        var (from, to) = (Edge(item.Text, match.Start - AroundMatch, 1), Edge(item.Text, match.End + AroundMatch, -1));
        return new RuleExample(
            item.Item,
            $"{(from > 0 ? "… " : "")}{item.Text[from..match.Start]}",
            item.Text[match.Start..match.End],
            $"{item.Text[match.End..to]}{(to < item.Text.Length ? " …" : "")}",
            labels);
    }

    // Cut between words where one ends nearby, and never inside a pair of surrogates.
    private static int Edge(string text, int at, int towardsMatch)
    {
        const int near = 20;
        if (at <= 0)
            return 0;
        if (at >= text.Length)
            return text.Length;
        for (var step = 0; step < near; step++)
            if (char.IsWhiteSpace(text[at + step * towardsMatch]))
                return at + step * towardsMatch;
        return char.IsLowSurrogate(text[at]) ? at + towardsMatch : at;
    }
}
