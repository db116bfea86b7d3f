namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>The numbers of one network, group by group, each row-major.</summary>
/// <param name="CharacterVectors">Character codes × depth; the row of the padding is zero.</param>
/// <param name="CharacterFilters">Columns × depth of the characters' convolution.</param>
/// <param name="WordVectors">Vocabulary × width; row 0, of unknown words, is zero.</param>
/// <param name="WordFilters">Columns × depth of the words' convolution.</param>
/// <param name="WordBiases">One for each output of the words' convolution.</param>
/// <param name="Dense">Labels × outputs.</param>
/// <param name="DenseBiases">One for each label.</param>
/// <param name="Rules">Rules × labels: what a match adds to each label's score.</param>
internal sealed record Weights(
    ReadOnlyMemory<float> CharacterVectors, ReadOnlyMemory<float> CharacterFilters, ReadOnlyMemory<float> WordVectors,
    ReadOnlyMemory<float> WordFilters, ReadOnlyMemory<float> WordBiases, ReadOnlyMemory<float> Dense, ReadOnlyMemory<float> DenseBiases,
    ReadOnlyMemory<float> Rules)
{
    /// <summary>Weights of groups in the order of the parameters.</summary>
    public static Weights Of(IReadOnlyList<ReadOnlyMemory<float>> groups) =>
        new(groups[0], groups[1], groups[2], groups[3], groups[4], groups[5], groups[6], groups[7]);

    /// <summary>The groups in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Groups =>
        [CharacterVectors, CharacterFilters, WordVectors, WordFilters, WordBiases, Dense, DenseBiases, Rules];

    /// <summary>A copy on the collected heap, which outlives the training.</summary>
    public Weights Copy() => Of([.. Groups.Select(group => (ReadOnlyMemory<float>)group.ToArray())]);
}
