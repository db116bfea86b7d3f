namespace AnnotationStudio.Engine.Models.BlendTier;

/// <summary>One member's share of the whole progress.</summary>
internal sealed class Part(IProgress<TrainingProgress> whole, double start, double share) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => whole.Report(value with { Fraction = start + (share * value.Fraction) });
}
