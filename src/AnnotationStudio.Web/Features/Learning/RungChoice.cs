using AnnotationStudio.Data;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Which rung a round trains, and which challenger follows it.</summary>
public sealed class RungChoice(TierCatalog tiers)
{
    private const int RoundsOfCurve = 5;

    // A rung that stayed out is not tried again until the labels have grown by a quarter: until then it would only stay out again.
    private const double GrowthToTryAgain = 1.25;

    /// <summary>What a round trains that nobody chose a tier for: the champion's own, or the lowest that learns where the champion does not.</summary>
    /// <exception cref="RunRefusedException">The champion's tier cannot be trained here, for the reason given.</exception>
    internal Rung ForDueRound(LadderState state)
    {
        var own = tiers.Find(state.Champion) ?? throw new RunRefusedException(tiers.Ask(state.Champion, state.ProjectId).Problem!.Message);
        if (own.Learns)
            return IfReady(own, state);
        return tiers.Above(state.Champion).FirstOrDefault(rung => rung.Learns) is { } lowest && lowest.Check(state.ProjectId, state.Labels).IsReady ? lowest : own;
    }

    /// <summary>What a round trains that somebody chose a tier for.</summary>
    /// <exception cref="RunRefusedException">It cannot be trained, for the reason given.</exception>
    internal Rung ForAskedRound(ModelTier tier, LadderState state) =>
        tiers.Ask(tier, state.ProjectId) is { IsDone: true } asked ? IfReady(asked.Value, state) : throw new RunRefusedException(tiers.Ask(tier, state.ProjectId).Problem!.Message);

    /// <summary>Whether a challenger should follow a due round, and why or why not. Never while one is being judged.</summary>
    internal NextStep Next(LadderState state)
    {
        if (state.IsProvisional)
            return new NextStep(null, "The champion serves provisionally. No other rung is tried until the audit items confirm it or send it back.");
        if (state.Versions.LastOrDefault(version => version.Waits && version.Tier > state.Champion) is { } waiting)
            return IsLookDue(waiting.Tier, state) && tiers.Find(waiting.Tier) is { } again && again.Check(state.ProjectId, state.Labels).IsReady
                ? NextStep.Try(again.Tier, $"Trained again because v{waiting.Version} waited for this look at the audit items.")
                : new NextStep(null, $"v{waiting.Version} waits for the look at {AuditLooks.NextAfter(state.LastLookAt(waiting.Tier))} audit items; there are {state.AuditItems}.");
        if (NextRung(state) is not { } next)
            return new NextStep(null, tiers.Above(state.Champion).Any() ? "Every higher rung lacks something or was tried lately." : $"There is no rung above {state.Champion.Word()}.");
        if (!IsLookPossible(next.Tier, state))
            return new NextStep(null, $"The next look at a climb comes at {AuditLooks.NextAfter(state.LastLookAt(next.Tier))} audit items; there are {state.AuditItems}.");
        var advice = Climbing.Advise(new ClimbState(state.Champion.Word(), [.. state.Curve().TakeLast(RoundsOfCurve)], state.Labels.Items, next.WorthTryingFrom)
        {
            Learns = tiers.Find(state.Champion)?.Learns ?? true,
            Target = state.Objective.Target,
        });
        return advice.TryNext ? NextStep.Try(next.Tier, advice.Reason) : new NextStep(null, advice.Reason);
    }

    private static Rung IfReady(Rung rung, LadderState state) =>
        rung.Check(state.ProjectId, state.Labels) is { IsReady: false, Reason: var reason } ? throw new RunRefusedException(reason) : rung;

    private Rung? NextRung(LadderState state) => tiers.Above(state.Champion)
        .FirstOrDefault(rung => rung.Learns && rung.Check(state.ProjectId, state.Labels).IsReady && !WasTriedLately(rung.Tier, state));

    private static bool WasTriedLately(ModelTier tier, LadderState state) =>
        state.Versions.LastOrDefault(version => version.Tier == tier) is { } last && state.Labels.Items < GrowthToTryAgain * last.TrainedItems;

    // Between two looks a challenger could only wait.
    private static bool IsLookPossible(ModelTier tier, LadderState state) => state.AuditItems < AuditLooks.First || IsLookDue(tier, state);

    private static bool IsLookDue(ModelTier tier, LadderState state) => AuditLooks.IsDue(state.AuditItems, state.LastLookAt(tier));
}
