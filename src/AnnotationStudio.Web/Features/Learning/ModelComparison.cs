using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Two versions side by side.</summary>
/// <param name="Baseline">The first.</param>
/// <param name="Challenger">The second; differences are second minus first.</param>
/// <param name="AuditItems">Audit items that both were asked, whose labels both know.</param>
public sealed record ModelComparison(ModelView Baseline, ModelView Challenger, int AuditItems)
{
    /// <summary>By the objective's measure, macro F1, micro F1 and accuracy; empty below twenty audit items.</summary>
    public IReadOnlyList<MeasureComparison> Measures { get; init; } = [];

    /// <summary>F1 of each label that both know; empty below twenty audit items.</summary>
    public IReadOnlyList<LabelComparison> PerLabel { get; init; } = [];

    /// <summary>Labels that only one of them knows: left out.</summary>
    public IReadOnlyList<string> OtherLabels { get; init; } = [];

    /// <summary>Where they suggest differently, on items drawn at random from those that are not reserved for audit.</summary>
    public required Disagreement Disagreement { get; init; }
}

/// <summary>One figure of both, and the difference.</summary>
/// <param name="Measure">"macro F1".</param>
/// <param name="Better">Share of resamples in which the second was ahead.</param>
/// <param name="Worse">Share in which it was behind.</param>
public sealed record MeasureComparison(string Measure, double Baseline, double Challenger, Interval Difference, double Better, double Worse);

/// <summary>How often two versions suggest differently.</summary>
/// <param name="Asked">Items that both were asked.</param>
/// <param name="Share">The share on which they differ, with its 95 % interval; null without items.</param>
/// <param name="Items">Those items, the surest disagreements first; at most fifty.</param>
public sealed record Disagreement(int Asked, Interval? Share, IReadOnlyList<DisagreedItem> Items);

/// <summary>An item on which two versions differ.</summary>
/// <param name="ItemId">Never one reserved for audit.</param>
/// <param name="Baseline">What the first suggests.</param>
/// <param name="Challenger">What the second suggests.</param>
/// <param name="Labels">What people said; null without a consensus.</param>
public sealed record DisagreedItem(long ItemId, string Text, IReadOnlyList<string> Baseline, IReadOnlyList<string> Challenger, IReadOnlyList<string>? Labels);
