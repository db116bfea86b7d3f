namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>What is left out of a training step by chance: words' vectors and features.</summary>
/// <remarks>Dropout: what is kept is scaled up, so that nothing changes when nothing is left out. Source: Srivastava et al. (2014).</remarks>
internal sealed class TrainingNoise(ConvolutionOptions options, Random random)
{
    private readonly float _scale = (float)(1 / (1 - options.Dropout));
    private ulong _words;

    /// <summary>Chooses anew which words are left out.</summary>
    public void Next() => _words = (ulong)random.NextInt64();

    /// <summary>Whether the vector of a word of the batch is left out of this step.</summary>
    public bool DropsWord(int word) =>
        (Text.Hashing.Mix(_words + (ulong)word) >> 11) * (1.0 / (1UL << 53)) < options.WordDropout;

    /// <summary>Leaves features out and scales the others; writes the factor of each.</summary>
    public void Drop(Span<float> features, Span<float> kept)
    {
        for (var feature = 0; feature < features.Length; feature++)
        {
            kept[feature] = random.NextDouble() < options.Dropout ? 0 : _scale;
            features[feature] *= kept[feature];
        }
    }
}
