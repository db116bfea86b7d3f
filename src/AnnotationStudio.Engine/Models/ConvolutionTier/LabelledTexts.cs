using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>What a training works on.</summary>
/// <param name="Texts">The labelled texts.</param>
/// <param name="Targets">The labels of each.</param>
/// <param name="Labels">What they mean.</param>
/// <param name="Vocabulary">The words that have a vector.</param>
/// <param name="Rules">The rules that are matched; null in a single-label task.</param>
/// <param name="Pool">Where their vectors begin; null starts them at random.</param>
internal sealed record LabelledTexts(
    EncodedTexts Texts, IReadOnlyList<int[]> Targets, LabelSet Labels, Vocabulary Vocabulary, RuleMatches? Rules, WordVectors? Pool);
