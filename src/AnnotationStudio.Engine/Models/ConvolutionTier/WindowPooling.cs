using System.Numerics;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Adds up the products of each window of a sequence, keeps the largest, and leads gradients back to the symbols that won.</summary>
/// <remarks>
/// Beyond its end a sequence goes on in zeros for ever: windows may hang over the end, and one of zeros alone bounds every maximum from below by 0.
/// So the result is what a graph over padded sequences gives, however much padding there is. Since only the winning windows have a gradient,
/// the way back costs about two windows a filter, whatever the length.
/// </remarks>
internal static unsafe class WindowPooling
{
    private static readonly int Lanes = Vector<float>.Count;

    /// <summary>Writes each filter's largest window, at least 0, and where it starts; −1 where no window is above 0.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="products">Symbol by symbol, <see cref="WindowShape.Columns"/> each.</param>
    /// <param name="sequence">Numbers of symbols.</param>
    /// <param name="best">As long as <see cref="WindowShape.Outputs"/>.</param>
    /// <param name="starts">As long as <paramref name="best"/>.</param>
    public static void Forward(WindowShape shape, float* products, ReadOnlySpan<int> sequence, Span<float> best, Span<int> starts)
    {
        fixed (int* symbols = sequence)
            for (var width = 0; width < shape.Widths.Length; width++)
                for (var filter = 0; filter < shape.Filters; filter += 2 * Lanes)
                {
                    var output = (width * shape.Filters) + filter;
                    Scan(shape, width, products + filter, symbols, sequence.Length, best[output..], starts[output..]);
                }
    }

    // Two vectors at a time are one cache line of a symbol's products.
    private static void Scan(WindowShape shape, int width, float* products, int* symbols, int length, Span<float> best, Span<int> starts)
    {
        var (stride, window, first) = ((long)shape.Columns, shape.Widths[width], shape.Column(width, 0));
        Vector<float> top0 = default, top1 = default;
        Vector<int> start0 = new(-1), start1 = new(-1);
        for (var start = 0; start < length; start++)
        {
            var places = Math.Min(window, length - start);
            Vector<float> sum0 = default, sum1 = default;
            for (var place = 0; place < places; place++)
            {
                var column = products + (symbols[start + place] * stride) + first + (place * shape.Filters);
                sum0 += Vector.Load(column);
                sum1 += Vector.Load(column + Lanes);
            }

            var (wins0, wins1) = (Vector.GreaterThan(sum0, top0), Vector.GreaterThan(sum1, top1));
            top0 = Vector.ConditionalSelect(wins0, sum0, top0);
            top1 = Vector.ConditionalSelect(wins1, sum1, top1);
            start0 = Vector.ConditionalSelect(wins0, new Vector<int>(start), start0);
            start1 = Vector.ConditionalSelect(wins1, new Vector<int>(start), start1);
        }

        top0.CopyTo(best);
        top1.CopyTo(best[Lanes..]);
        start0.CopyTo(starts);
        start1.CopyTo(starts[Lanes..]);
    }

    /// <summary>Adds the gradients of filters and symbols.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="sequence">As it went forward.</param>
    /// <param name="starts">As it came out.</param>
    /// <param name="gradient">Of the loss, by each output.</param>
    /// <param name="symbols">Symbol by symbol, <see cref="WindowShape.Depth"/> each; their gradients likewise.</param>
    /// <param name="filters">Column by column, <see cref="WindowShape.Depth"/> each; their gradients likewise.</param>
    public static void Backward(
        WindowShape shape, ReadOnlySpan<int> sequence, ReadOnlySpan<int> starts, ReadOnlySpan<float> gradient,
        Differentiated symbols, Differentiated filters)
    {
        for (var output = 0; output < starts.Length; output++)
        {
            if (starts[output] < 0 || gradient[output] == 0)
                continue;
            var (width, filter) = Math.DivRem(output, shape.Filters);
            var places = Math.Min(shape.Widths[width], sequence.Length - starts[output]);
            for (var place = 0; place < places; place++)
            {
                var symbol = sequence[starts[output] + place] * shape.Depth;
                var column = (shape.Column(width, place) + filter) * shape.Depth;
                AddScaled(symbols.Values + symbol, gradient[output], filters.Gradient + column, shape.Depth);
                AddScaled(filters.Values + column, gradient[output], symbols.Gradient + symbol, shape.Depth);
            }
        }
    }

    private static void AddScaled(float* from, float scale, float* into, int count)
    {
        var factor = new Vector<float>(scale);
        var i = 0;
        for (; i <= count - Lanes; i += Lanes)
            Vector.FusedMultiplyAdd(factor, Vector.Load(from + i), Vector.Load(into + i)).Store(into + i);
        for (; i < count; i++)
            into[i] = MathF.FusedMultiplyAdd(scale, from[i], into[i]);
    }

    /// <summary>Numbers and where their gradients are added up.</summary>
    internal readonly struct Differentiated(float* values, float* gradient)
    {
        public float* Values { get; } = values;

        public float* Gradient { get; } = gradient;
    }
}
