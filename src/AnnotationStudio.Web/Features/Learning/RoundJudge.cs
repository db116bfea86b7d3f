using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Puts a challenger and the champion before the gate, on the same items.</summary>
internal sealed class RoundJudge(RoundPlan plan, IReadOnlyList<string> auditTexts, CancellationToken ct)
{
    private static readonly GateOptions Options = new();
    private readonly Random _random = new(plan.Seed);
    private readonly List<int[]> _auditTruth = plan.Items.Audit.ConvertAll(item => item.Labels);

    /// <summary>The challenger on audit items; null while there are too few.</summary>
    public MetricsReport? OnAudit(ServingModel challenger) =>
        AuditEstimate.Of(Judged(challenger), plan.Items.NonResponse, _random, plan.Items.Overlap, Options.Measure);

    /// <param name="challenger">The new model.</param>
    /// <param name="tier">Its tier.</param>
    /// <param name="outOfFold">What it would say of its own training items unseen.</param>
    /// <param name="championOnTraining">What the champion says of those items; null where it learned from them.</param>
    public Judgement Judge(ServingModel challenger, ModelTier tier, JudgedItems? outOfFold, JudgedItems? championOnTraining)
    {
        var judgement = Decide(challenger, tier, outOfFold, championOnTraining);
        return judgement.Serves ? judgement : judgement with { Standing = Standing(judgement) };
    }

    // The version that goes on serving is judged on today's audit items too, or its figure would be as old as its training: rules would have none at all.
    private MetricsReport? Standing(Judgement judgement)
    {
        var serves = judgement.RevertTo is not { } back ? plan.Serving : back == plan.ReferenceId ? plan.Reference : plan.Baseline;
        return serves is not null && serves.LabelIds.SequenceEqual(plan.Items.LabelIds) ? OnAudit(serves) : null;
    }

    private Judgement Decide(ServingModel challenger, ModelTier tier, JudgedItems? outOfFold, JudgedItems? championOnTraining)
    {
        var name = $"v{plan.NextVersion}";
        if (plan.Champion is not { } champion || plan.Serving is not { } serving)
            return new Judgement(true, $"{name} serves: there was no other version that could be read.");
        if (tier < champion.Tier)
            return new Judgement(false, $"{name} was trained because somebody asked. v{champion.Version}, of a higher tier, goes on serving.");
        return tier == champion.Tier ? JudgeSameTier(name, challenger, champion, serving) : JudgeClimb(name, challenger, tier, champion, serving, outOfFold, championOnTraining);
    }

    private Judgement JudgeSameTier(string name, ServingModel challenger, ModelVersion champion, ServingModel serving)
    {
        var hasSameLabels = challenger.LabelIds.SequenceEqual(serving.LabelIds);
        var evidence = hasSameLabels && _auditTruth.Count >= Options.LeastItems ? Evidence.Audit : Evidence.None;
        var reference = plan.Reference is { } version && version.Version != champion.Version && version.LabelIds.SequenceEqual(challenger.LabelIds)
            ? new Rival($"v{version.Version}", evidence == Evidence.Audit ? Compare(version, challenger) : null)
            : null;
        var rival = new Rival($"v{champion.Version}", evidence == Evidence.Audit ? Compare(serving, challenger) : null);
        var slipped = reference?.Comparison is not null && hasSameLabels ? Compare(plan.Reference!, serving) : null;
        var decision = PromotionGate.Judge(new SameTierCase(name, rival, reference, evidence) { ChampionAgainstReference = slipped }, Options);
        var judgement = new Judgement(decision.Serves, Words(decision))
        {
            RevertTo = decision.Verdict == GateVerdict.ReferenceReturned ? plan.ReferenceId : null,
            IsProvisional = champion.IsProvisional,
            BaselineId = champion.BaselineId,
            LastLookAt = champion.LastLookAt,
        };
        return champion.IsProvisional && judgement.RevertTo is null ? LookAgain(name, challenger, champion, serving, judgement) : judgement;
    }

    // A climb that was made before there were enough audit items is confirmed, taken back, or left as it is at each look; the look is at the version that would serve.
    private Judgement LookAgain(string name, ServingModel challenger, ModelVersion champion, ServingModel serving, Judgement judgement)
    {
        var (lastLook, climber) = (LastLookAt(champion.Tier), judgement.Serves ? challenger : serving);
        if (plan.Baseline is not { } baseline || !baseline.LabelIds.SequenceEqual(climber.LabelIds) || !AuditLooks.IsDue(_auditTruth.Count, lastLook))
            return judgement;
        var decision = PromotionGate.Judge(
            new ClimbCase(judgement.Serves ? name : $"v{champion.Version}", $"v{baseline.Version}")
            {
                AuditItems = _auditTruth.Count,
                MostAuditItems = plan.Items.Reserved.Count - plan.Items.NonResponse,
                LastLookAt = lastLook,
                IsProvisional = true,
                OnAudit = Compare(baseline, climber),
            },
            Options);
        var isConfirmed = decision.Verdict == GateVerdict.Confirmed;
        return judgement with
        {
            Serves = judgement.Serves && decision.Serves,
            Sentence = judgement.Serves ? Words(decision) : $"{judgement.Sentence} {Words(decision)}",
            IsProvisional = decision.Verdict == GateVerdict.StaysProvisional,
            IsReference = isConfirmed && judgement.Serves,
            ConfirmsChampion = isConfirmed && !judgement.Serves,
            LastLookAt = decision.LookAt ?? lastLook,
            RevertTo = decision.Verdict == GateVerdict.Reverted ? champion.BaselineId : null,
        };
    }

    private Judgement JudgeClimb(
        string name, ServingModel challenger, ModelTier tier, ModelVersion champion, ServingModel serving, JudgedItems? outOfFold, JudgedItems? championOnTraining)
    {
        if (!challenger.LabelIds.SequenceEqual(serving.LabelIds))
            return new Judgement(true, $"{name} serves: v{champion.Version} knows other labels, so the two cannot be compared.");
        var lastLook = LastLookAt(tier);
        var isDue = AuditLooks.IsDue(_auditTruth.Count, lastLook);
        var decision = PromotionGate.Judge(
            new ClimbCase(name, $"v{champion.Version}")
            {
                AuditItems = _auditTruth.Count,
                LastLookAt = lastLook,
                OnAudit = isDue ? Compare(serving, challenger) : null,
                OutOfFold = outOfFold is null || championOnTraining is null
                    ? null
                    : PairedBootstrap.Compare(championOnTraining, outOfFold, Options.Measure, _random),
            },
            Options);
        return new Judgement(decision.Serves, Words(decision))
        {
            IsProvisional = decision.Verdict == GateVerdict.PromotedProvisionally,
            BaselineId = champion.Id,
            LastLookAt = decision.LookAt ?? lastLook,
            IsReference = decision.Verdict == GateVerdict.Promoted,
        };
    }

    private int LastLookAt(ModelTier tier) => plan.LastLooks.GetValueOrDefault(tier);

    private static string Words(GateDecision decision) => decision.Detail.Length == 0 ? decision.Sentence : $"{decision.Sentence} {decision.Detail}";

    private PairedComparison Compare(ServingModel baseline, ServingModel challenger) =>
        PairedBootstrap.Compare(Judged(baseline), Judged(challenger), Options.Measure, _random);

    private JudgedItems Judged(ServingModel model)
    {
        var rows = model.Predict(auditTexts, ct);
        return new JudgedItems(
            plan.Items.Labels, _auditTruth, [.. Enumerable.Range(0, rows.Rows).Select(row => Decision.Suggested(rows[row], model.Model.Thresholds))], rows);
    }
}
