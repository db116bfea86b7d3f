using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>Decides whether a challenger takes the champion's place. Pure: the same case gives the same decision.</summary>
public static class PromotionGate
{
    /// <summary>
    /// The same tier with more labels: promoted unless it is surely worse than the champion or than the reference version.
    /// More labels of the same kind help as a rule, so doubt speaks for it; the reference keeps small losses from adding up.
    /// </summary>
    public static GateDecision Judge(SameTierCase challenge, GateOptions options)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        ArgumentNullException.ThrowIfNull(options);
        var rivals = new[] { challenge.Champion, challenge.Reference }
            .Where(rival => challenge.Evidence != Evidence.None && IsEnough(rival?.Comparison, options))
            .Select(rival => (Rival: rival!, Comparison: rival!.Comparison!))
            .OrderByDescending(pair => pair.Comparison.Worse)
            .ToList();
        if (rivals.Count == 0)
            return new(GateVerdict.Promoted, Evidence.None, GateWords.SameTierUnopposed(challenge.Challenger));

        var (hardest, comparison) = rivals[0];
        var stays = comparison.Worse >= options.WorseToStayOut;
        var sentence = stays
            ? GateWords.SameTierStayedOut(challenge.Challenger, Named(hardest, challenge), comparison.Worse, options.WorseToStayOut)
            : GateWords.SameTierPromoted(challenge.Challenger, comparison.Worse, options.WorseToStayOut);
        return new(stays ? GateVerdict.StayedOut : GateVerdict.Promoted, challenge.Evidence, sentence)
        {
            Comparison = comparison,
            Needed = options.WorseToStayOut,
            Detail = GateWords.Detail(challenge.Challenger, hardest.Name, challenge.Evidence, comparison),
        };
    }

    /// <summary>
    /// A higher tier: promoted when a due audit look finds it surely better; before the first look, provisionally when out-of-fold predictions do.
    /// </summary>
    /// <exception cref="ArgumentException">A look is due and <see cref="ClimbCase.OnAudit"/> is missing.</exception>
    public static GateDecision Judge(ClimbCase challenge, GateOptions options)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        ArgumentNullException.ThrowIfNull(options);
        if (options.LatencyLimitMilliseconds is { } limit && challenge.LatencyMilliseconds is { } latency && latency > limit)
            return new(challenge.IsProvisional ? GateVerdict.Reverted : GateVerdict.StayedOut, Evidence.None, GateWords.TooSlow(challenge, latency, limit));
        if (AuditLooks.IsDue(challenge.AuditItems, challenge.LastLookAt))
            return Look(challenge, options);
        if (challenge.IsProvisional || challenge.AuditItems >= AuditLooks.First)
            return new(GateVerdict.Waits, Evidence.None, GateWords.Waits(challenge));
        return JudgeOutOfFold(challenge, options);
    }

    private static GateDecision Look(ClimbCase challenge, GateOptions options)
    {
        if (challenge.OnAudit is not { } comparison)
            throw new ArgumentException($"A look is due at {challenge.AuditItems} audit items, and there is no comparison on them.", nameof(challenge));

        var verdict = (comparison.Better >= options.BetterToClimb, challenge.IsProvisional) switch
        {
            (true, true) => GateVerdict.Confirmed,
            (true, false) => GateVerdict.Promoted,
            (false, true) => GateVerdict.Reverted,
            (false, false) => GateVerdict.StayedOut,
        };
        return Climb(challenge, verdict, Evidence.Audit, comparison, options) with { LookAt = challenge.AuditItems };
    }

    private static GateDecision JudgeOutOfFold(ClimbCase challenge, GateOptions options)
    {
        if (challenge.OutOfFold is not { } comparison || !IsEnough(comparison, options))
            return new(GateVerdict.StayedOut, Evidence.None, GateWords.NothingToCompare(challenge.Challenger));
        var verdict = comparison.Better >= options.BetterToClimb ? GateVerdict.PromotedProvisionally : GateVerdict.StayedOut;
        return Climb(challenge, verdict, Evidence.OutOfFold, comparison, options);
    }

    private static GateDecision Climb(ClimbCase challenge, GateVerdict verdict, Evidence evidence, PairedComparison comparison, GateOptions options) =>
        new(verdict, evidence, GateWords.Climb(challenge, verdict, evidence, comparison, options.BetterToClimb))
        {
            Comparison = comparison,
            Needed = options.BetterToClimb,
            Detail = GateWords.Detail(challenge.Challenger, challenge.Baseline, evidence, comparison),
        };

    private static bool IsEnough(PairedComparison? comparison, GateOptions options) => comparison is not null && comparison.Items >= options.LeastItems;

    private static string Named(Rival rival, SameTierCase challenge) =>
        ReferenceEquals(rival, challenge.Champion) ? rival.Name : $"{rival.Name}, the last version that was audited or promoted by hand,";
}
