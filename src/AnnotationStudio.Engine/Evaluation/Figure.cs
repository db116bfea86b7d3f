using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>A figure by name, made to be stored.</summary>
/// <param name="Name">The measure as it is said in a sentence, such as "macro recall".</param>
/// <param name="Estimate">With its 95 % interval.</param>
public sealed record Figure(string Name, Interval Estimate);
