namespace AnnotationStudio.Engine.Learning;

/// <summary>How likely a point would pick each of others as its neighbour, by distance: so wide that a wanted number of them counts.</summary>
/// <remarks>The width is found by bisection on the entropy. Source: van der Maaten &amp; Hinton (2008), equation 1.</remarks>
internal static class NeighbourChances
{
    private const int Trials = 40;

    /// <summary>Fills a row that sums to 1.</summary>
    /// <param name="distances">Squared, at least 0.</param>
    /// <param name="own">The point itself, which gets 0; -1 when it is not among them.</param>
    /// <param name="perplexity">How many neighbours count.</param>
    /// <param name="into">As long as the distances.</param>
    public static void Fill(ReadOnlySpan<float> distances, int own, double perplexity, Span<float> into)
    {
        var nearest = float.MaxValue;
        for (var j = 0; j < distances.Length; j++)
            if (j != own)
                nearest = Math.Min(nearest, distances[j]);
        var wanted = Math.Log(perplexity);
        var (sharpness, low, high) = (1.0, 0.0, double.PositiveInfinity);
        for (var trial = 0; trial < Trials; trial++)
        {
            var entropy = Weigh(distances, own, nearest, sharpness, into);
            if (Math.Abs(entropy - wanted) < 1e-4)
                break;
            (low, high) = entropy > wanted ? (sharpness, high) : (low, sharpness);
            sharpness = double.IsPositiveInfinity(high) ? sharpness * 2 : (low + high) / 2;
        }
    }

    private static double Weigh(ReadOnlySpan<float> distances, int own, float nearest, double sharpness, Span<float> into)
    {
        var (sum, moment) = (0.0, 0.0);
        for (var j = 0; j < distances.Length; j++)
        {
            var further = distances[j] - nearest;
            into[j] = j == own ? 0 : MathF.Exp(-(float)sharpness * further);
            (sum, moment) = (sum + into[j], moment + (into[j] * further));
        }

        for (var j = 0; j < into.Length; j++)
            into[j] /= (float)sum;
        return Math.Log(sum) + (sharpness * moment / sum);
    }
}
