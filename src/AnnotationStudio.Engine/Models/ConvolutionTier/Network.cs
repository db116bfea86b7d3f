using AnnotationStudio.Engine.Models.RulesTier;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Trained networks of one shape whose scores are averaged.</summary>
/// <param name="Shape">The sizes of each.</param>
/// <param name="Members">Their numbers.</param>
/// <param name="Vocabulary">The words that have a vector.</param>
/// <param name="Rules">The rules whose matches are read; null in a single-label task.</param>
/// <param name="MostWords">Words of a text that are read.</param>
/// <param name="Seen">Whether each label had a training text; one that had none has probability 0.</param>
/// <param name="Temperature">Divides the scores before they become probabilities; 1 leaves them as trained.</param>
internal sealed record Network(
    NetworkShape Shape, IReadOnlyList<Weights> Members, Vocabulary Vocabulary, RuleMatches? Rules, int MostWords, IReadOnlyList<bool> Seen, float Temperature);
