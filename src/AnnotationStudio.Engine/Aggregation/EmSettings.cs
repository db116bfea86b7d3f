namespace AnnotationStudio.Engine.Aggregation;

/// <summary>How expectation–maximisation runs.</summary>
public sealed record EmSettings
{
    /// <summary>Steps at most.</summary>
    public int MostSteps { get; init; } = 200;

    /// <summary>It has settled when a step gains less than this a vote.</summary>
    public double LeastGain { get; init; } = 1e-7;

    /// <summary>Votes that everybody is taken to have cast in each cell beforehand, so that nobody is believed never to err.</summary>
    public double Smoothing { get; init; } = .01;

    /// <summary>Threads to work on, at least 1. They change no figure.</summary>
    public int Threads { get; init; } = 1;
}
