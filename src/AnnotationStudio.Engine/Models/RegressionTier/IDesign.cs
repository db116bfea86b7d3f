namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>The rows that a head is fitted on, whatever their coordinates.</summary>
internal interface IDesign
{
    /// <summary>Number of rows.</summary>
    int Rows { get; }

    /// <summary>Numbers in one output's weights.</summary>
    int Width { get; }

    /// <summary>Adds the row's product with each output's weights (output by output, <see cref="Width"/> each).</summary>
    void Score(int row, ReadOnlySpan<double> weights, Span<double> scores);

    /// <summary>Adds the row, times each output's residual, to the gradient.</summary>
    void AddRow(int row, ReadOnlySpan<double> residuals, Span<double> gradient);
}
