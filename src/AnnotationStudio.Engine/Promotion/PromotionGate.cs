using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>Decides whether a challenger takes the champion's place. Pure: the same case gives the same decision.</summary>
public static class PromotionGate
{
    /// <summary>
    /// The same tier with more labels: promoted unless it is surely worse than the champion, or worse than the reference more often than not.
    /// More labels of the same kind help as a rule, so doubt speaks for it; the reference keeps small losses from adding up. Audit items that came
    /// since may show that the champion, too, has fallen behind the reference: then the reference serves again.
    /// </summary>
    public static GateDecision Judge(SameTierCase challenge, GateOptions options)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        ArgumentNullException.ThrowIfNull(options);
        var rivals = new[] { (Rival: challenge.Champion, Bar: options.WorseToStayOut), (Rival: challenge.Reference, Bar: options.WorseThanReference) }
            .Where(rival => challenge.Evidence != Evidence.None && IsEnough(rival.Rival?.Comparison, options))
            .OrderByDescending(rival => rival.Rival!.Comparison!.Worse / rival.Bar)
            .ToList();
        if (rivals.Count == 0)
            return new(GateVerdict.Promoted, Evidence.None, GateWords.SameTierUnopposed(challenge.Challenger));

        var (hardest, bar) = rivals[0];
        var comparison = hardest!.Comparison!;
        if (comparison.Worse < bar)
            return Decide(GateVerdict.Promoted, GateWords.SameTierPromoted(challenge.Challenger, comparison.Worse, bar), challenge, hardest, bar);
        if (challenge.ChampionAgainstReference is { } slipped && IsEnough(slipped, options) && slipped.Worse >= options.WorseThanReference)
            return Returned(challenge, slipped, options);
        return Decide(
            GateVerdict.StayedOut, GateWords.SameTierStayedOut(challenge.Challenger, Named(hardest, challenge), comparison.Worse, bar), challenge, hardest, bar);
    }

    /// <summary>
    /// A higher tier: promoted when a due audit look finds it surely better; before the first look, provisionally when out-of-fold predictions do.
    /// What serves provisionally is confirmed by that same bar, goes back when a look finds it worse more often than not, and at the last look
    /// unless confirmed. Whether an equal model climbs for good thus hangs on the bar of the looks alone, however flattering the training labels were.
    /// </summary>
    /// <exception cref="ArgumentException">A look is due and <see cref="ClimbCase.OnAudit"/> is missing.</exception>
    /// <remarks>Source: group-sequential looks with a boundary that does not vary, Pocock, Biometrika 64 (1977); the way back is a non-binding futility bound.</remarks>
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

        var isBetter = comparison.Better >= options.BetterToClimb;
        var isLast = AuditLooks.IsLast(challenge.AuditItems, challenge.MostAuditItems);
        var decision = (isBetter, challenge.IsProvisional) switch
        {
            (true, true) => Climb(challenge, GateVerdict.Confirmed, Evidence.Audit, comparison, options),
            (true, false) => Climb(challenge, GateVerdict.Promoted, Evidence.Audit, comparison, options),
            (false, true) when isLast => Climb(challenge, GateVerdict.Reverted, Evidence.Audit, comparison, options),
            (false, true) when comparison.Worse >= options.WorseToRevert => FallBack(challenge, comparison, options),
            (false, true) => Climb(challenge, GateVerdict.StaysProvisional, Evidence.Audit, comparison, options),
            (false, false) => Climb(challenge, GateVerdict.StayedOut, Evidence.Audit, comparison, options),
        };
        return decision with { LookAt = challenge.AuditItems };
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

    private static GateDecision FallBack(ClimbCase challenge, PairedComparison comparison, GateOptions options) =>
        Climb(challenge, GateVerdict.Reverted, Evidence.Audit, comparison, options) with
        {
            Sentence = GateWords.FellBehind(challenge, comparison, options.WorseToRevert),
            Needed = options.WorseToRevert,
        };

    private static GateDecision Decide(GateVerdict verdict, string sentence, SameTierCase challenge, Rival hardest, double needed) =>
        new(verdict, challenge.Evidence, sentence)
        {
            Comparison = hardest.Comparison,
            Needed = needed,
            Detail = GateWords.Detail(challenge.Challenger, hardest.Name, challenge.Evidence, hardest.Comparison!),
        };

    private static GateDecision Returned(SameTierCase challenge, PairedComparison slipped, GateOptions options) =>
        new(GateVerdict.ReferenceReturned, challenge.Evidence, GateWords.ReferenceReturned(challenge, slipped.Worse, options.WorseThanReference))
        {
            Comparison = slipped,
            Needed = options.WorseThanReference,
            Detail = GateWords.Detail(challenge.Champion.Name, challenge.Reference!.Name, challenge.Evidence, slipped),
        };

    private static bool IsEnough(PairedComparison? comparison, GateOptions options) => comparison is not null && comparison.Items >= options.LeastItems;

    private static string Named(Rival rival, SameTierCase challenge) =>
        ReferenceEquals(rival, challenge.Champion) ? rival.Name : $"{rival.Name}, the last version that was audited or promoted by hand,";
}
