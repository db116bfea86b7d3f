using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Engine.Promotion;

/// <summary>A challenger from a higher tier.</summary>
/// <param name="Challenger">As people read it, such as "v10".</param>
/// <param name="Baseline">The version of the lower tier: the champion, or the one that a provisional challenger replaced.</param>
public sealed record ClimbCase(string Challenger, string Baseline)
{
    /// <summary>Audit items answered so far, those that have left the rolling window included.</summary>
    public int AuditItems { get; init; }

    /// <summary>Audit items there can ever be: those reserved. Fewer than <see cref="AuditLooks.Window"/> make an earlier look the last.</summary>
    public int MostAuditItems { get; init; } = AuditLooks.Window;

    /// <summary>How many there were when this climb was last looked at; 0 for never.</summary>
    public int LastLookAt { get; init; }

    /// <summary>Challenger against baseline on the audit items; needed only when <see cref="AuditLooks.IsDue"/>.</summary>
    public PairedComparison? OnAudit { get; init; }

    /// <summary>Challenger against baseline on training labels, out of fold; used only before the first look.</summary>
    public PairedComparison? OutOfFold { get; init; }

    /// <summary>True when the challenger already serves, unconfirmed.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>The challenger's 95th percentile of the time one answer takes; null when not measured.</summary>
    public double? LatencyMilliseconds { get; init; }
}
