using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Settings to change; what is null stays as it is.</summary>
/// <param name="Objective">The whole objective: what it leaves out is asked for no longer.</param>
public sealed record SettingsInput(
    int? RetrainAfter = null,
    int? Overlap = null,
    int? ExtraOpinions = null,
    double? AuditShare = null,
    int? AuditTarget = null,
    int? LeaseMinutes = null,
    SuggestionMode? Suggestions = null,
    ImportedLabels? ImportedLabels = null,
    string? Strategy = null,
    ProjectObjective? Objective = null,
    bool? GoldTrains = null,
    double? GoldShare = null,
    double? GoldBar = null,
    int? GoldLeast = null,
    double? OnboardingPass = null,
    int? OnboardingAttempts = null,
    bool? LabelAgain = null,
    string? Consensus = null)
{
    /// <summary>Everything but the objective, which has a form of its own.</summary>
    public static SettingsInput Of(ProjectSettings settings) => new(
        settings.RetrainAfter, settings.Overlap, settings.ExtraOpinions, settings.AuditShare, settings.AuditTarget, settings.LeaseMinutes, settings.Suggestions, settings.ImportedLabels,
        settings.Strategy, null, settings.GoldTrains, settings.GoldShare, settings.GoldBar, settings.GoldLeast, settings.OnboardingPass, settings.OnboardingAttempts, settings.LabelAgain,
        settings.Consensus);

    public ProjectSettings Over(ProjectSettings settings) => new()
    {
        RetrainAfter = RetrainAfter ?? settings.RetrainAfter,
        Overlap = Overlap ?? settings.Overlap,
        ExtraOpinions = ExtraOpinions ?? settings.ExtraOpinions,
        LabelAgain = LabelAgain ?? settings.LabelAgain,
        AuditShare = AuditShare ?? settings.AuditShare,
        AuditTarget = AuditTarget ?? settings.AuditTarget,
        LeaseMinutes = LeaseMinutes ?? settings.LeaseMinutes,
        Suggestions = Suggestions ?? settings.Suggestions,
        ImportedLabels = ImportedLabels ?? settings.ImportedLabels,
        Strategy = Strategy ?? settings.Strategy,
        GoldTrains = GoldTrains ?? settings.GoldTrains,
        GoldShare = GoldShare ?? settings.GoldShare,
        GoldBar = GoldBar ?? settings.GoldBar,
        GoldLeast = GoldLeast ?? settings.GoldLeast,
        OnboardingPass = OnboardingPass ?? settings.OnboardingPass,
        OnboardingAttempts = OnboardingAttempts ?? settings.OnboardingAttempts,
        Consensus = Consensus ?? settings.Consensus,
        Objective = Objective ?? settings.Objective,
    };

    /// <summary>Every value outside its range.</summary>
    public static IEnumerable<Problem> Check(ProjectSettings settings)
    {
        if (settings.RetrainAfter is < 1 or > 100_000)
            yield return Range("retrainAfter", "1 to 100,000 labels");
        if (settings.Overlap is < 1 or > 20)
            yield return Range("overlap", "1 to 20 people");
        if (settings.ExtraOpinions is < 0 or > 5)
            yield return Range("extraOpinions", "0 to 5 people");
        if (settings.AuditShare is < 0 or > 0.5 or double.NaN)
            yield return Range("auditShare", "0 to 0.5");
        if (settings.AuditTarget is < 0 or > 10_000)
            yield return Range("auditTarget", "0 to 10,000 items");
        if (settings.LeaseMinutes is < 1 or > 1_440)
            yield return Range("leaseMinutes", "1 to 1,440 minutes");
        if (StrategyWords.Fault(settings.Strategy) is { } fault)
            yield return Problem.Invalid("settings.strategy", fault);
        if (ConsensusWords.Fault(settings.Consensus) is { } unknown)
            yield return Problem.Invalid("settings.consensus", unknown);
        foreach (var problem in CheckGold(settings).Concat(Check(settings.Objective)))
            yield return problem;
    }

    private static IEnumerable<Problem> CheckGold(ProjectSettings settings)
    {
        if (settings.GoldShare is < 0 or > 0.2 or double.NaN)
            yield return Range("goldShare", "0 to 0.2");
        if (settings.GoldBar is < 0 or > 1 or double.NaN)
            yield return Range("goldBar", "0 to 1; 0 pauses nobody");
        if (settings.GoldLeast is < 1 or > 1_000)
            yield return Range("goldLeast", "1 to 1,000 answers");
        if (settings.OnboardingPass is < 0 or > 1 or double.NaN)
            yield return Range("onboardingPass", "0 to 1; 0 asks for no onboarding");
        if (settings.OnboardingAttempts is < 1 or > 20)
            yield return Range("onboardingAttempts", "1 to 20");
    }

    // The negated form refuses what is not a number, too.
    private static IEnumerable<Problem> Check(ProjectObjective objective)
    {
        if (!Enum.IsDefined(objective.Metric))
            yield return Problem.Invalid("settings.objective.metric", $"Set objective.metric to one of {string.Join(", ", Enum.GetNames<ObjectiveMetric>().Select(JsonNamingPolicy.CamelCase.ConvertName))}.");
        if (objective.Target is { } target && !(target is > 0 and <= 1))
            yield return Limit("target", "above 0 and at most 1, as in 0.85");
        if (objective.LeastRecall is { } recall && !(recall is > 0 and <= 1))
            yield return Limit("leastRecall", "above 0 and at most 1, as in 0.6");
        if (objective.MostSuggestions is { } most && !(most is > 0 and <= 1_000))
            yield return Limit("mostSuggestions", "above 0 and at most 1,000 labels");
        if (objective.MostLatencyMilliseconds is { } latency && !(latency is > 0 and <= 60_000))
            yield return Limit("mostLatencyMilliseconds", "above 0 and at most 60,000 ms");
    }

    private static Problem Limit(string field, string range) => Problem.Invalid($"settings.objective.{field}", $"Set objective.{field} to {range}, or leave it out.");

    private static Problem Range(string field, string range) => Problem.Invalid($"settings.{field}", $"Set {field} to {range}.");
}
