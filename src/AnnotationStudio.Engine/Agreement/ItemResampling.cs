using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Resamples of items with replacement, as weights of patterns, <see cref="Width"/> resamples side by side so that one addition serves all of them.</summary>
internal static class ItemResampling
{
    /// <summary>Resamples that are worked on together.</summary>
    public const int Width = 16;

    private const int ItemsOfACount = 32;

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
        // Counting how often each pattern was drawn costs about as much as drawing that many items.
        var draws = (long)patterns.Count * ItemsOfACount < patterns.OfVoted.Length ? new BinomialDraws(patterns.OfVoted.Length) : null;
        Blocks.Run(settings.Threads, seeds.Length, () => new double[patterns.Count * Width], (tile, weights) =>
        {
            var own = new SplitMix(seeds[tile]);
            if (draws is null)
                DrawItems(patterns.OfVoted, weights, ref own);
            else
                DrawCounts(patterns, weights, draws, ref own);
            found[tile] = figures(weights);
        }, ct);
        var count = found.Length == 0 ? 0 : found[0].Length;
        return [.. Enumerable.Range(0, count).Select(figure => found.SelectMany(tile => tile[figure]).ToArray())];
    }

    private static void DrawItems(int[] patternOfItem, double[] weights, ref SplitMix random)
    {
        Array.Clear(weights);
        for (var replicate = 0; replicate < Width; replicate++)
            for (var drawn = 0; drawn < patternOfItem.Length; drawn++)
                weights[(patternOfItem[random.Next(patternOfItem.Length)] * Width) + replicate]++;
    }

    // The same distribution: how often the first pattern was drawn, then how often the next one among the draws that are left.
    private static void DrawCounts(VotePatterns patterns, double[] weights, BinomialDraws draws, ref SplitMix random)
    {
        for (var replicate = 0; replicate < Width; replicate++)
        {
            var (left, items) = (patterns.OfVoted.Length, patterns.OfVoted.Length);
            for (var pattern = 0; pattern < patterns.Count; pattern++)
            {
                var drawn = draws.Draw(left, (double)patterns.Items(pattern) / items, ref random);
                weights[(pattern * Width) + replicate] = drawn;
                left -= drawn;
                items -= patterns.Items(pattern);
            }
        }
    }
}
