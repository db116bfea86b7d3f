namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>How the blocks of a row are scaled before the head sees them.</summary>
/// <param name="Dense">Factor of both embeddings.</param>
/// <param name="Sparse">Factor of words and characters.</param>
/// <param name="Matches">Factor of the rules' matches.</param>
internal readonly record struct BlockWeights(double Dense, double Sparse, double Matches)
{
    /// <summary>The recipe's weights: the dense part leads while labels are few.</summary>
    public static BlockWeights For(int labelled) => new(.7, Math.Min(2, Math.Max(.7, Math.Sqrt(labelled / 100.0))), 1);
}
