using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;

namespace AnnotationStudio.Benchmarks.Lives;

/// <summary>One project's climb: the same baseline and the same higher tier before the gate each round, while audit items come in.</summary>
internal sealed class ClimbLife(ClimbScenario scenario, Random random)
{
    /// <summary>Rounds over which audit items grow from <see cref="FirstAudit"/> to the full window.</summary>
    public const int Rounds = 30;

    private const int FirstAudit = 50;

    // A tenth of what people answer is audit, the rest is trained on; what is chosen for training is contested twice as often as what chance draws.
    private const int TrainingPerAudit = 9;
    private const double TrainingDisagreement = 2;
    private static readonly GateOptions Options = new() { Measure = Measure.Accuracy };

    private readonly List<int> _audit = [];
    private readonly List<int> _training = [];

    /// <summary>Audit items answered by this round, 1 to <see cref="Rounds"/>.</summary>
    public static int AuditAt(int round) => FirstAudit + (int)Math.Round((AuditLooks.Window - FirstAudit) * (round - 1.0) / (Rounds - 1));

    public ClimbEnd Live()
    {
        var (end, lastLook, serves) = (new ClimbEnd(), 0, false);
        for (var round = 1; round <= Rounds; round++)
        {
            var decision = PromotionGate.Judge(Case(AuditAt(round), lastLook, serves), Options);
            lastLook = decision.LookAt ?? lastLook;
            if (decision.Verdict == GateVerdict.Reverted)
                end = end with { WasTakenBack = true, WasTakenBackFirst = decision.LookAt < 2 * AuditLooks.First };
            if (decision.Verdict is GateVerdict.Promoted or GateVerdict.Confirmed)
                return end with { IsForGood = true, RoundsServed = end.RoundsServed + Rounds - round + 1 };
            serves = decision.Serves || (serves && decision.Verdict == GateVerdict.Waits);
            end = end with { WasProvisional = end.WasProvisional || serves, RoundsServed = end.RoundsServed + (serves ? 1 : 0) };
        }

        return end;
    }

    private ClimbCase Case(int auditItems, int lastLook, bool serves)
    {
        var isDue = AuditLooks.IsDue(auditItems, lastLook);
        if (isDue && scenario.IsRetrained)
            _audit.Clear();
        return new ClimbCase("challenger", "baseline")
        {
            AuditItems = auditItems,
            LastLookAt = lastLook,
            IsProvisional = serves,
            OnAudit = isDue ? Compare(_audit, auditItems, scenario.Gain, scenario.Disagreement) : null,
            OutOfFold = scenario.Flattery is { } flattery && auditItems < AuditLooks.First
                ? Compare(_training, TrainingPerAudit * auditItems, scenario.Gain + flattery, TrainingDisagreement * scenario.Disagreement)
                : null,
        };
    }

    // Of each item: 1 where only the challenger is right, −1 where only the baseline is, else 0. What was answered stays answered.
    private PairedComparison Compare(List<int> outcomes, int items, double gain, double disagreement)
    {
        while (outcomes.Count < items)
        {
            var chance = random.NextDouble();
            outcomes.Add(chance < (disagreement + gain) / 2 ? 1 : chance < disagreement ? -1 : 0);
        }

        var (ahead, behind) = (outcomes.Take(items).Count(outcome => outcome > 0), outcomes.Take(items).Count(outcome => outcome < 0));
        return PairedBootstrap.CompareAccuracy(behind, ahead, behind, items);
    }
}
