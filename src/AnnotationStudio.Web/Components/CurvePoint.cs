namespace AnnotationStudio.Web.Components;

/// <summary>One model version on the learning curve.</summary>
/// <param name="Labels">Labelled items it learned from.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Items">How many items it was judged on.</param>
/// <param name="IsAudit">Judged on audit items; else by cross-validation.</param>
/// <param name="WasPromoted">Whether it ever served.</param>
public sealed record CurvePoint(int Version, string Tier, int Labels, double Value, double Low, double High, int Items, bool IsAudit, bool WasPromoted);
