using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models;

/// <summary>A model of all training texts, and honest predictions of those same texts.</summary>
/// <param name="Model">Trained on everything.</param>
/// <param name="OutOfFold">One row for each training text, by a model that had not seen it. Figures from it are biased by what was chosen for labelling.</param>
public sealed record CrossValidatedModel(IModel Model, ProbabilityMatrix OutOfFold);
