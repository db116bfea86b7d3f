using System.Diagnostics;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks;

/// <summary>
/// How fast the convolution tier trains and predicts, and in how much memory: <c>convolution-speed --texts 5000 --words 40 --threads 2</c>.
/// Fails above 3 s an epoch (all members) or 300 MB over idle; <c>--epoch-bar</c> and <c>--memory-bar</c> set other bars.
/// </summary>
internal static class ConvolutionSpeedVerb
{
    private const int Labels = 6;
    private const int Words = 20_000;

    public static int Run(string[] words, CancellationToken ct)
    {
        var options = new VerbOptions(words);
        var texts = Texts(options.Number("texts", 5000), options.Number("words", 40));
        var space = FeatureSpace.Learn(texts, texts.Length, null, null, ct);
        var data = new TrainingSet(
            new TextBatch(texts), [.. Enumerable.Range(0, texts.Length).Select(text => new[] { text % Labels })],
            LabelSet.Named(LabelTask.Single, Enumerable.Range(0, Labels).Select(label => $"label {label}")));
        var tier = new ConvolutionTier(space, new ConvolutionOptions { Threads = options.Number("threads", 2), MostEpochs = 4, Patience = 4 });

        using var memory = new MemoryWatch();
        var progress = new Epochs();
        var watch = Stopwatch.StartNew();
        var before = CoreSeconds();
        using var model = tier.Train(data, progress, new Random(1), ct);
        var peak = memory.PeakMegabytes();
        Console.WriteLine(
            $"training: {watch.Elapsed.TotalSeconds:F1} s, {CoreSeconds() - before:F1} s of one core, for {progress.Passes} passes of one network; peak {peak:F0} MB over idle");
        var seconds = progress.SecondsOfEpoch(new ConvolutionOptions().Members);
        Console.WriteLine($"an epoch of all networks over all {texts.Length} texts: {seconds:F2} s");

        watch.Restart();
        before = CoreSeconds();
        model.Predict(new TextBatch(texts), new ProbabilityMatrix(texts.Length, Labels), ct);
        Console.WriteLine(
            $"predicting: {texts.Length / watch.Elapsed.TotalSeconds:F0} texts/s, {texts.Length / (CoreSeconds() - before):F0} for a second of one core");
        return seconds <= options.Share("epoch-bar", 3) && peak <= options.Share("memory-bar", 300) ? 0 : 1;
    }

    // What the work costs, however busy the machine is with others.
    private static double CoreSeconds() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    // Words as frequent as in a language: the n-th at 1/n.
    private static string[] Texts(int count, int words)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => string.Join(
            ' ', Enumerable.Range(0, words).Select(_ => $"word{(int)Math.Pow(Words, random.NextDouble())}")))];
    }

    /// <summary>Times the passes of the last stage, which trains on everything.</summary>
    private sealed class Epochs : IProgress<TrainingProgress>
    {
        private readonly Lock _lock = new();
        private string _stage = "";
        private long _started;
        private long _last;
        private int _inStage;

        public int Passes { get; private set; }

        public double SecondsOfEpoch(int members) => Stopwatch.GetElapsedTime(_started, _last).TotalSeconds / _inStage * members;

        public void Report(TrainingProgress value)
        {
            lock (_lock)
            {
                if (value.Fraction >= 1 && value.Stage != _stage)
                    return;
                if (value.Stage != _stage)
                {
                    (_stage, _started, _inStage) = (value.Stage, Stopwatch.GetTimestamp(), 0);
                    return;
                }

                (_last, _inStage) = (Stopwatch.GetTimestamp(), _inStage + 1);
                Passes++;
            }
        }
    }

    /// <summary>The most memory the process held since it was made, over what it held then.</summary>
    private sealed class MemoryWatch : IDisposable
    {
        private const int MillisecondsBetween = 20;
        private const double Megabyte = 1024 * 1024;
        private readonly Timer _timer;
        private readonly long _idle;
        private long _most;

        public MemoryWatch()
        {
            GC.Collect();
            _idle = Process.GetCurrentProcess().WorkingSet64;
            _timer = new Timer(_ => _most = Math.Max(_most, Process.GetCurrentProcess().WorkingSet64), null, 0, MillisecondsBetween);
        }

        public double PeakMegabytes() => (_most - _idle) / Megabyte;

        public void Dispose() => _timer.Dispose();
    }
}
