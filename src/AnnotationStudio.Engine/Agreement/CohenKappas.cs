using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>Cohen's kappa of each two people.</summary>
/// <param name="Pairs">Pairs that share enough items, by their people.</param>
/// <param name="Mean">Mean over the pairs that have a kappa, each counting the same, with its 95 % interval.</param>
/// <param name="Counted">How many pairs the mean is of.</param>
public sealed record CohenKappas(IReadOnlyList<PairAgreement> Pairs, Interval Mean, int Counted);
