using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Puts a challenger and the champion before the gate, on the same items.</summary>
internal sealed class RoundJudge(RoundPlan plan, IReadOnlyList<string> auditTexts, CancellationToken ct)
{
    private readonly GateOptions _options = GateOptions.For(plan.State.Objective);
    private readonly Random _random = new(plan.Seed);
    private readonly List<int[]> _auditTruth = plan.Items.Audit.ConvertAll(item => item.Labels);
    private readonly string _name = $"v{plan.NextVersion}";

    /// <summary>The challenger on audit items; null while there are too few.</summary>
    public MetricsReport? OnAudit(ServingModel challenger) =>
        AuditEstimate.Of(Judged(challenger), plan.Items.NonResponse, _random, plan.Items.Overlap, _options.Measure);

    /// <param name="challenger">The new model.</param>
    /// <param name="outOfFold">What it would say of its own training items unseen.</param>
    /// <param name="championUnseen">What the champion's tier would say of those items unseen; null where that is not known.</param>
    /// <param name="latencyMilliseconds">95th percentile of one answer; null when not measured.</param>
    public Judgement Judge(ServingModel challenger, JudgedItems? outOfFold, JudgedItems? championUnseen, double? latencyMilliseconds)
    {
        var judgement = Decide(challenger, outOfFold, championUnseen, latencyMilliseconds);
        return judgement.Serves ? judgement : judgement with { Standing = Standing(judgement) };
    }

    // The version that goes on serving is judged on today's audit items too, or its figure would be as old as its training: rules would have none at all.
    private MetricsReport? Standing(Judgement judgement)
    {
        var serves = judgement.RevertTo is not { } back ? plan.Serving : back == plan.ReferenceId ? plan.Reference : plan.Baseline;
        return serves is not null && serves.LabelIds.SequenceEqual(plan.Items.LabelIds) ? OnAudit(serves) : null;
    }

    private Judgement Decide(ServingModel challenger, JudgedItems? outOfFold, JudgedItems? championUnseen, double? latencyMilliseconds)
    {
        if (plan.Champion is not { } champion || plan.Serving is not { } serving)
            return new Judgement(true, $"{_name} serves: there was no other version that could be read.");
        if (plan.Rung.Tier < champion.Tier)
            return new Judgement(false, $"{_name} was trained because somebody asked. v{champion.Version}, of a higher tier, goes on serving.");
        return plan.Rung.Tier == champion.Tier
            ? JudgeSameTier(challenger, champion, serving)
            : JudgeClimb(new ClimbCase(_name, $"v{champion.Version}") { LatencyMilliseconds = latencyMilliseconds }, challenger, serving, champion, (championUnseen, outOfFold));
    }

    private Judgement JudgeSameTier(ServingModel challenger, ModelVersion champion, ServingModel serving)
    {
        var hasSameLabels = challenger.LabelIds.SequenceEqual(serving.LabelIds);
        var evidence = hasSameLabels && _auditTruth.Count >= _options.LeastItems ? Evidence.Audit : Evidence.None;
        var reference = plan.Reference is { } version && version.Version != champion.Version && version.LabelIds.SequenceEqual(challenger.LabelIds)
            ? new Rival($"v{version.Version}", evidence == Evidence.Audit ? Compare(version, challenger) : null)
            : null;
        var rival = new Rival($"v{champion.Version}", evidence == Evidence.Audit ? Compare(serving, challenger) : null);
        var slipped = reference?.Comparison is not null && hasSameLabels ? Compare(plan.Reference!, serving) : null;
        var decision = PromotionGate.Judge(new SameTierCase(_name, rival, reference, evidence) { ChampionAgainstReference = slipped }, _options);
        var judgement = Of(decision) with
        {
            RevertTo = decision.Verdict == GateVerdict.ReferenceReturned ? plan.ReferenceId : null,
            IsProvisional = champion.IsProvisional,
            BaselineId = champion.BaselineId,
            LastLookAt = plan.LastLookAt,
        };
        return champion.IsProvisional && judgement.RevertTo is null ? LookAgain(challenger, champion, serving, judgement) : judgement;
    }

    // A climb that was made before there were enough audit items is confirmed, taken back, or left as it is at each look; the look is at the version that would serve.
    private Judgement LookAgain(ServingModel challenger, ModelVersion champion, ServingModel serving, Judgement judgement)
    {
        var climber = judgement.Serves ? challenger : serving;
        if (plan.Baseline is not { } baseline || !baseline.LabelIds.SequenceEqual(climber.LabelIds) || !AuditLooks.IsDue(plan.Items.AuditAnswered, plan.LastLookAt))
            return judgement;
        var decision = PromotionGate.Judge(
            new ClimbCase(judgement.Serves ? _name : $"v{champion.Version}", $"v{baseline.Version}")
            {
                AuditItems = plan.Items.AuditAnswered,
                MostAuditItems = plan.Items.Reserved.Count - plan.Items.NonResponse,
                LastLookAt = plan.LastLookAt,
                IsProvisional = true,
                OnAudit = Compare(baseline, climber),
            },
            _options);
        var isConfirmed = decision.Verdict == GateVerdict.Confirmed;
        return Of(decision) with
        {
            Serves = judgement.Serves && decision.Serves,
            Sentence = judgement.Serves ? Words(decision) : $"{judgement.Sentence} {Words(decision)}",
            BaselineId = judgement.BaselineId,
            IsProvisional = decision.Verdict == GateVerdict.StaysProvisional,
            IsReference = isConfirmed && judgement.Serves,
            ConfirmsChampion = isConfirmed && !judgement.Serves,
            LastLookAt = decision.LookAt ?? plan.LastLookAt,
            RevertTo = decision.Verdict == GateVerdict.Reverted ? champion.BaselineId : null,
        };
    }

    private Judgement JudgeClimb(ClimbCase climb, ServingModel challenger, ServingModel serving, ModelVersion champion, (JudgedItems? Champion, JudgedItems? Own) unseen)
    {
        if (!challenger.LabelIds.SequenceEqual(serving.LabelIds))
            return new Judgement(true, $"{_name} serves: v{champion.Version} knows other labels, so the two cannot be compared.");
        var isDue = AuditLooks.IsDue(plan.Items.AuditAnswered, plan.LastLookAt);
        var decision = PromotionGate.Judge(
            climb with
            {
                AuditItems = plan.Items.AuditAnswered,
                LastLookAt = plan.LastLookAt,
                OnAudit = isDue ? Compare(serving, challenger) : null,
                OutOfFold = unseen is { Champion: { } old, Own: { } own } ? PairedBootstrap.Compare(old, own, _options.Measure, _random) : null,
            },
            _options);
        return Of(decision) with
        {
            IsProvisional = decision.Verdict == GateVerdict.PromotedProvisionally,
            BaselineId = champion.Id,
            LastLookAt = decision.LookAt ?? plan.LastLookAt,
            IsReference = decision.Verdict == GateVerdict.Promoted,
        };
    }

    private static Judgement Of(GateDecision decision) => new(decision.Serves, Words(decision)) { Decision = decision };

    private static string Words(GateDecision decision) => decision.Detail.Length == 0 ? decision.Sentence : $"{decision.Sentence} {decision.Detail}";

    private PairedComparison Compare(ServingModel baseline, ServingModel challenger) =>
        PairedBootstrap.Compare(Judged(baseline), Judged(challenger), _options.Measure, _random);

    private JudgedItems Judged(ServingModel model) => UnseenAnswers.Of(model, auditTexts, _auditTruth, plan.Items.Labels, plan.Items.LabelIds, ct);
}
