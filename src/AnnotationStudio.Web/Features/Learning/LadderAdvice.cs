using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Stopping;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a lead should know before more is labelled: what the objective still misses, how far it is, and whether labels still change anything.</summary>
internal static class LadderAdvice
{
    /// <summary>A sentence each; never an automatic stop.</summary>
    public static IEnumerable<string> Of(LadderState state)
    {
        foreach (var sentence in OnObjective(state))
            yield return sentence;
        if (state.CurveSource is not { } source || state.Curve() is not { Count: > 0 } curve)
            yield break;
        if (LabelBudget.Say(curve, source, state.Objective) is { } budget)
            yield return budget;
        yield return StabilizingPredictions.Judge(state.Agreements()).Sentence;
    }

    private static IEnumerable<string> OnObjective(LadderState state)
    {
        if (state.Objective is { Target: null, LeastRecall: null, MostSuggestions: null, MostLatencyMilliseconds: null })
            return [];
        if (state.Standing is not { Source: MetricsSource.Audit } report)
            return [state.AuditItems < AuditEstimate.LeastItems
                ? $"Whether the objective is reached shows from {AuditEstimate.LeastItems} audit items on; there {(state.AuditItems == 1 ? "is" : "are")} {state.AuditItems}."
                : "Whether the objective is reached shows after the next training."];
        var missed = state.Objective.MissedBy(report);
        return missed.Count > 0 ? missed : [$"The objective is reached on {Numbers.Count(report.Items, "audit item")}."];
    }
}
