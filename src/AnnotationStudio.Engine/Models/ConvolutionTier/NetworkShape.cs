using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>The sizes of a network.</summary>
/// <param name="Vocabulary">Words with a vector of their own, the unknown one included.</param>
/// <param name="WordWidth">Numbers in a word's vector.</param>
/// <param name="Characters">The convolution over a word's characters; its outputs follow the word's vector.</param>
/// <param name="Words">The convolution over a text's words; as deep as vector and characters together.</param>
/// <param name="Rules">Rules whose matches the dense layer reads beside the outputs of the words' convolution: one for each label, or 0.</param>
/// <param name="Labels">Numbers that come out.</param>
internal sealed record NetworkShape(int Vocabulary, int WordWidth, WindowShape Characters, WindowShape Words, int Rules, int Labels)
{
    private const int CharacterDepth = 16;
    private const int CharacterWindow = 3;

    /// <summary>The shape that options ask for.</summary>
    public static NetworkShape Of(ConvolutionOptions options, int vocabulary, int wordWidth, LabelSet labels)
    {
        var characters = new WindowShape(CharacterDepth, [CharacterWindow], options.CharacterFilters);
        var words = new WindowShape(wordWidth + characters.Outputs, options.Widths, options.Filters);
        return new(vocabulary, wordWidth, characters, words, RulesOf(labels), labels.Count);
    }

    /// <summary>How many rules' matches are read: labels that exclude each other are told apart by words alone.</summary>
    public static int RulesOf(LabelSet labels) => labels.Task == LabelTask.Multi ? labels.Count : 0;

    /// <summary>Floats in each group of parameters, in the order of <see cref="Weights"/>.</summary>
    public int[] Sizes =>
    [
        WordForms.CharacterCodes * Characters.Depth, Characters.Columns * Characters.Depth, Vocabulary * WordWidth,
        Words.Columns * Words.Depth, Words.Outputs, Labels * Words.Outputs, Labels, Rules * Labels,
    ];
}
