using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Texts as sequences of word forms, and which rules match them.</summary>
/// <param name="Forms">The distinct words of all of them.</param>
/// <param name="Sequences">For each text its words' numbers among the forms, the start mark first.</param>
/// <param name="Matches">For each text the labels whose rules match; null where no rules are read.</param>
internal sealed record EncodedTexts(WordForms Forms, IReadOnlyList<int[]> Sequences, SparseRows? Matches)
{
    /// <summary>Encodes texts.</summary>
    public static EncodedTexts Of(IReadOnlyList<string> texts, Vocabulary vocabulary, RuleMatches? rules, int mostWords, CancellationToken ct)
    {
        const int TextsBetweenChecks = 1024;
        var forms = new WordForms(vocabulary, mostWords);
        var sequences = new int[texts.Count][];
        var words = new List<int>();
        for (var text = 0; text < texts.Count; text++)
        {
            if (text % TextsBetweenChecks == 0)
                ct.ThrowIfCancellationRequested();
            words.Clear();
            forms.Read(texts[text], words);
            sequences[text] = [.. words];
        }

        return new EncodedTexts(forms, sequences, rules?.Of(texts, 1, ct));
    }
}
