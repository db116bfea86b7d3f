namespace AnnotationStudio.Engine.Agreement;

/// <summary>How intervals are drawn.</summary>
public sealed record ResamplingSettings
{
    /// <summary>Resamples of the items; rounded up to a multiple of sixteen.</summary>
    public int Replicates { get; init; } = 1_008;

    /// <summary>Threads to work on, at least 1. They change no figure.</summary>
    public int Threads { get; init; } = 1;
}
