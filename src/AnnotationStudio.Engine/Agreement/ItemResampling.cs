using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Resamples of items with replacement, as weights of patterns, <see cref="Width"/> resamples side by side so that one addition serves all of them.</summary>
internal static class ItemResampling
{
    /// <summary>Resamples that are worked on together.</summary>
    public const int Width = 16;

    /// <summary>Adds what a pattern contributes to one sum of each resample.</summary>
    public static void Add(Span<double> sums, int sum, ReadOnlySpan<double> weights, int pattern, double contribution)
    {
        var into = sums.Slice(sum * Width, Width);
        TensorPrimitives.MultiplyAdd(weights.Slice(pattern * Width, Width), contribution, into, into);
    }

    /// <summary>The weights of the sample as it is, in every place.</summary>
    public static double[] Whole(VotePatterns patterns)
    {
        var weights = new double[patterns.Count * Width];
        for (var pattern = 0; pattern < patterns.Count; pattern++)
            weights.AsSpan(pattern * Width, Width).Fill(patterns.Items(pattern));
        return weights;
    }

    /// <summary>Draws resamples and has figures of each computed.</summary>
    /// <param name="patterns">What to draw from.</param>
    /// <param name="settings">How many, and on how many threads. The answer does not depend on the threads.</param>
    /// <param name="figures">From weights (patterns × <see cref="Width"/>), the figures of each of the <see cref="Width"/> resamples.</param>
    /// <param name="random">The same state gives the same resamples.</param>
    /// <param name="ct">Checked for each <see cref="Width"/> resamples.</param>
    /// <returns>For each figure its value in each resample.</returns>
    public static double[][] Run(
        VotePatterns patterns, ResamplingSettings settings, Func<double[], double[][]> figures, Random random, CancellationToken ct)
    {
        var seeds = new ulong[Blocks.Count(settings.Replicates, Width)];
        for (var tile = 0; tile < seeds.Length; tile++)
            seeds[tile] = (ulong)random.NextInt64();
        var found = new double[seeds.Length][][];
        Blocks.Run(settings.Threads, seeds.Length, () => new double[patterns.Count * Width], (tile, weights) =>
        {
            Draw(patterns.OfVoted, weights, seeds[tile]);
            found[tile] = figures(weights);
        }, ct);
        var count = found.Length == 0 ? 0 : found[0].Length;
        return [.. Enumerable.Range(0, count).Select(figure => found.SelectMany(tile => tile[figure]).ToArray())];
    }

    // SplitMix64 (Steele, Lea and Flood 2014): the draws are most of the work, and the framework's seeded generator is five times slower.
    private static void Draw(int[] patternOfItem, double[] weights, ulong state)
    {
        Array.Clear(weights);
        var items = (ulong)patternOfItem.Length;
        for (var replicate = 0; replicate < Width; replicate++)
        {
            for (var drawn = 0; drawn < patternOfItem.Length; drawn++)
            {
                var mixed = state += 0x9E3779B97F4A7C15;
                mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                mixed ^= mixed >> 31;
                weights[(patternOfItem[Math.BigMul(mixed, items, out _)] * Width) + replicate]++;
            }
        }
    }
}
