using AnnotationStudio.Benchmarks.Again;
using AnnotationStudio.Benchmarks.Lives;
using AnnotationStudio.Benchmarks.Quality;

namespace AnnotationStudio.Benchmarks;

/// <summary>Measures the engine by itself. Each verb prints what it found and exits with 0 where its bar is met.</summary>
internal static class BenchmarkDriver
{
    private static readonly Dictionary<string, Func<string[], CancellationToken, int>> Verbs = new(StringComparer.Ordinal)
    {
        ["lives"] = LivesVerb.Run,
        ["speed"] = SpeedVerb.Run,
        ["scoring"] = ScoringVerb.Run,
        ["calibration"] = CalibrationVerb.Run,
        ["convolution"] = ConvolutionVerb.Run,
        ["quality"] = QualityVerb.Run,
        ["map"] = MapVerb.Run,
        ["again"] = LabelAgainVerb.Run,
        ["convolution-speed"] = ConvolutionSpeedVerb.Run,
    };

    private static int Main(string[] words)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => { pressed.Cancel = true; stop.Cancel(); };
        if (words.Length > 0 && Verbs.TryGetValue(words[0], out var run))
            return run(words[1..], stop.Token);
        Console.Error.WriteLine($"Name one of: {string.Join(", ", Verbs.Keys)}.");
        return 2;
    }
}
