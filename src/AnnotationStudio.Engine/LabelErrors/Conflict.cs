namespace AnnotationStudio.Engine.LabelErrors;

/// <summary>Two items whose texts all but equal each other, with different labels: at least one of them is wrong.</summary>
/// <param name="First">Index of one, in the order handed over.</param>
/// <param name="Second">Index of the other, higher.</param>
public readonly record struct Conflict(int First, int Second);
