using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>How fast a model answers, with its features made from the bare text.</summary>
/// <param name="ItemsPerSecond">Many at a time.</param>
/// <param name="LatencyMilliseconds">95th percentile of one at a time.</param>
internal sealed record Speed(double ItemsPerSecond, double LatencyMilliseconds)
{
    /// <summary>Texts that are enough to tell, and few enough for a tier that takes a tenth of a second for each.</summary>
    public const int Texts = 64;

    /// <summary>Measured on this machine as it is just now; null without texts.</summary>
    public static Speed? Measure(ServingModel model, IReadOnlyList<string> texts, TimeProvider time, CancellationToken ct)
    {
        if (texts.Count == 0)
            return null;

        // The first call compiles and allocates what later ones find ready.
        model.Predict([texts[0]], ct);
        var single = new double[texts.Count];
        for (var at = 0; at < single.Length; at++)
            single[at] = Seconds(() => model.Predict([texts[at]], ct), time);
        Array.Sort(single);
        var together = Seconds(() => model.Predict(texts, ct), time);
        return new Speed(texts.Count / Math.Max(together, 1e-6), 1_000 * single[(int)Math.Ceiling(.95 * single.Length) - 1]);
    }

    private static double Seconds(Action answer, TimeProvider time)
    {
        var started = time.GetTimestamp();
        answer();
        return time.GetElapsedTime(started).TotalSeconds;
    }
}
