namespace AnnotationStudio.Web.Features.Importing;

/// <summary>What an undone import takes with it.</summary>
/// <param name="Items">Texts.</param>
/// <param name="Annotations">Decisions that people made about them.</param>
public sealed record UndoConsequence(int Items, int Annotations);
