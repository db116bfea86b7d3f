using System.Globalization;
using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>When to try the next rung of the ladder: only when the present one has given what it can, or will not do.</summary>
public static class Climbing
{
    /// <summary>Advice for the next round. Never to climb while a challenger is being judged.</summary>
    public static ClimbAdvice Advise(ClimbState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.IsJudging)
            return new(false, "A challenger is still being judged.");
        if (state.Labels < state.LabelsForNext)
            return new(false, $"The next tier needs {state.LabelsForNext} labels; there are {state.Labels}.");
        if (!state.Learns)
            return new(true, $"Tried because {state.Tier} do not learn from labels, and there are labels enough for the next tier.");
        if (state.Target is { } target && state.Rounds.Count > 0 && Latest(state.Rounds) < target)
            return new(true, string.Create(CultureInfo.InvariantCulture,
                $"Tried because {state.Tier} misses the objective of {target:0.00} and there are labels enough for the next tier."));
        if (!LearningCurve.IsFlat(state.Rounds, state.LeastGain))
            return new(false, $"The curve of {state.Tier} still rises, or is too short to tell.");

        var most = LearningCurve.GainPer100Labels(state.Rounds)!.Value.High;
        return new(true, string.Create(CultureInfo.InvariantCulture,
            $"Tried because the curve of {state.Tier} has gone flat: 100 more labels bring at most {Math.Max(0, most) * 100:0.0} points."));
    }

    private static double Latest(IReadOnlyList<LearningPoint> rounds) => rounds.MaxBy(round => round.Labels).Value;
}
