namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>The sizes of a network.</summary>
/// <param name="Vocabulary">Words with a vector of their own, the unknown one included.</param>
/// <param name="WordWidth">Numbers in a word's vector.</param>
/// <param name="Characters">The convolution over a word's characters; its outputs follow the word's vector.</param>
/// <param name="Words">The convolution over a text's words; as deep as vector and characters together.</param>
/// <param name="Labels">Numbers that come out.</param>
internal sealed record NetworkShape(int Vocabulary, int WordWidth, WindowShape Characters, WindowShape Words, int Labels)
{
    private const int CharacterDepth = 16;
    private const int CharacterWindow = 3;

    /// <summary>The shape that options ask for.</summary>
    public static NetworkShape Of(ConvolutionOptions options, int vocabulary, int wordWidth, int labels)
    {
        var characters = new WindowShape(CharacterDepth, [CharacterWindow], options.CharacterFilters);
        return new(vocabulary, wordWidth, characters, new WindowShape(wordWidth + characters.Outputs, options.Widths, options.Filters), labels);
    }

    /// <summary>Floats in each group of parameters, in the order of <see cref="Weights"/>.</summary>
    public int[] Sizes =>
    [
        WordForms.CharacterCodes * Characters.Depth, Characters.Columns * Characters.Depth, Vocabulary * WordWidth,
        Words.Columns * Words.Depth, Words.Outputs, Labels * Words.Outputs, Labels,
    ];
}
