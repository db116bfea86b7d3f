using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>What came out of a round.</summary>
/// <param name="Model">Trained on <paramref name="Trained"/>; the caller disposes of it.</param>
/// <param name="Picks">The new queue, most useful first.</param>
/// <param name="Trained">The labelled rows that were trained on, in the order of <paramref name="OutOfFold"/>.</param>
/// <param name="OutOfFold">What models that had not seen them say of the trained rows. Biased by what was chosen for labelling: never call it accuracy.</param>
/// <param name="NearAudit">Labelled rows left out because they all but equal an audit item.</param>
/// <param name="Candidates">How many rows there were to pick from.</param>
public sealed record RoundResult(
    IModel Model, IReadOnlyList<Pick> Picks, IReadOnlyList<LabelledRow> Trained, ProbabilityMatrix OutOfFold, int NearAudit, int Candidates);
