using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>One decision of the gate, with the numbers it was made on; made to be stored.</summary>
/// <param name="Verdict">What becomes of the challenger.</param>
/// <param name="Evidence">What it was judged on.</param>
/// <param name="Sentence">The decision in words, fit to be shown.</param>
public sealed record GateDecision(GateVerdict Verdict, Evidence Evidence, string Sentence)
{
    /// <summary>The comparison in words: who answered what, by how much, how sure. Empty when there was none.</summary>
    public string Detail { get; init; } = "";

    /// <summary>The comparison that decided, or null.</summary>
    public PairedComparison? Comparison { get; init; }

    /// <summary>The share of resamples that was asked for; null when no share decided.</summary>
    public double? Needed { get; init; }

    /// <summary>Audit items there were, when this was an audit look: the next <see cref="ClimbCase.LastLookAt"/>. Otherwise null.</summary>
    public int? LookAt { get; init; }

    /// <summary>True when the challenger serves after this decision. Says nothing when the verdict is to wait.</summary>
    public bool Serves => Verdict is GateVerdict.Promoted or GateVerdict.PromotedProvisionally or GateVerdict.StaysProvisional or GateVerdict.Confirmed;
}
