namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>When a fit counts as done.</summary>
internal static class HeadSolution
{
    /// <summary>Largest part of the gradient. Ten times closer moved no probability by more than .0005.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>Fits end here at the latest.</summary>
    public const int MostIterations = 300;
}
