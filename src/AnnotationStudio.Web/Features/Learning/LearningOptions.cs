using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Section <c>Learning</c>.</summary>
public sealed class LearningOptions
{
    [Range(100, 100_000)]
    public int QueueLength { get; init; } = 2_000;          // items ranked ahead of the annotators

    [Range(1, 1_000)]
    public int RankAfter { get; init; } = 1;                // labels until the queue is ranked anew, between two rounds

    [Range(0.0, 100.0)]
    public double RankRest { get; init; } = 1.5;            // rest after a ranking, in multiples of the time it computed: 1.5 leaves it two fifths of a core

    [Range(0.01, 10.0)]
    public double GrowthToRenew { get; init; } = 0.2;       // share by which the pool grows until its words are learned anew
}

[OptionsValidator]
internal sealed partial class LearningOptionsValidator : IValidateOptions<LearningOptions>;
