namespace AnnotationStudio.Engine.Models.Heads;

/// <summary>What L-BFGS remembers of one step, output by output.</summary>
internal sealed class SolverStep(int outputs, int rows)
{
    /// <summary>How the weights moved.</summary>
    public SpanVector Move { get; } = new(outputs, rows);

    /// <summary>How the gradient changed by that.</summary>
    public SpanVector Change { get; } = new(outputs, rows);

    /// <summary>1/(move · change); 0 for a step that taught nothing.</summary>
    public double[] Inverse { get; } = new double[outputs];

    /// <summary>(move · change)/|change|²: the length of a first guess.</summary>
    public double[] Scale { get; } = new double[outputs];
}
