using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>Where the present tier stands, as the decision to try the next one needs it.</summary>
/// <param name="Tier">The present tier as people read it, such as "regression".</param>
/// <param name="Rounds">Its last rounds; five or so.</param>
/// <param name="Labels">Labelled items there are.</param>
/// <param name="LabelsForNext">Labelled items below which the next tier is not worth trying.</param>
public sealed record ClimbState(string Tier, IReadOnlyList<LearningPoint> Rounds, int Labels, int LabelsForNext)
{
    /// <summary>False for rules: more labels will not make them better, so nothing is gained by waiting.</summary>
    public bool Learns { get; init; } = true;

    /// <summary>True while another challenger is being judged or serves provisionally.</summary>
    public bool IsJudging { get; init; }

    /// <summary>The figure that the lead wants, 0 to 1; null when none was set.</summary>
    public double? Target { get; init; }

    /// <summary>Gain per 100 labels, in units of the measure, below which the curve counts as flat. Default 0.005, half a point.</summary>
    public double LeastGain { get; init; } = .005;
}
