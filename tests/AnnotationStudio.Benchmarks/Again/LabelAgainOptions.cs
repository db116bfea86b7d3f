namespace AnnotationStudio.Benchmarks.Again;

/// <summary>How a life is lived.</summary>
/// <param name="Budget">Annotations there are.</param>
/// <param name="Batch">Annotations between two trainings.</param>
/// <param name="Most">Opinions on one item at most.</param>
/// <param name="Weighs">Whether several votes are settled by Dawid and Skene's model instead of the majority.</param>
/// <param name="C">Of the regression tier.</param>
/// <param name="Seed">The same gives the same life.</param>
internal sealed record LabelAgainOptions(int Budget, int Batch, int Most, bool Weighs, double C, int Seed);
