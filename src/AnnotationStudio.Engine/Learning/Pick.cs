namespace AnnotationStudio.Engine.Learning;

/// <summary>One entry of the queue: what to label next and why.</summary>
/// <param name="Row">Row of the pool.</param>
/// <param name="Item">The item of that row.</param>
/// <param name="Reason">Why it was chosen, in plain words fit to be shown.</param>
/// <param name="Uncertainty">0 sure to 1 undecided by the model that chose it; NaN where no model was asked.</param>
public readonly record struct Pick(int Row, long Item, string Reason, float Uncertainty)
{
    /// <summary>What the model that chose it gives its best label, from 1/K to 1; NaN where no model was asked.</summary>
    public float BestProbability { get; init; } = float.NaN;

    /// <summary>It is labelled already, and another person is to be asked.</summary>
    public bool IsAgain { get; init; }
}
