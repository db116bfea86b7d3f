using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>What a training came to.</summary>
/// <param name="Model">Trained on <paramref name="Trained"/>; the caller disposes of it.</param>
/// <param name="Trained">The labelled rows that were trained on, in the order of <paramref name="OutOfFold"/>.</param>
/// <param name="OutOfFold">What models that had not seen them say of the trained rows. Biased by what was chosen for labelling: never call it accuracy.</param>
/// <param name="NearAudit">Labelled rows left out because they all but equal an audit item.</param>
public sealed record LearnedRows(IModel Model, IReadOnlyList<LabelledRow> Trained, ProbabilityMatrix OutOfFold, int NearAudit);
