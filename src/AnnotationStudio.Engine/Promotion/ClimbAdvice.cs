namespace AnnotationStudio.Engine.Promotion;

/// <summary>Whether to train a challenger of the next tier.</summary>
/// <param name="TryNext">True to try.</param>
/// <param name="Reason">Why, or why not, fit to be shown.</param>
public sealed record ClimbAdvice(bool TryNext, string Reason);
