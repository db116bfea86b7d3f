using AnnotationStudio.Engine.Models;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The progress of a part of the work, told as progress of the whole.</summary>
internal sealed class Part(IProgress<TrainingProgress> whole, double start, double share) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => whole.Report(value with { Fraction = start + (share * value.Fraction) });
}
