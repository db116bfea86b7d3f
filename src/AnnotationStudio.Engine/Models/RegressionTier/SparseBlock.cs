using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>One sparse part of some rows.</summary>
/// <param name="Rows">Its entries.</param>
/// <param name="Width">Columns, used or not.</param>
/// <param name="Factor">What the head scales it by.</param>
internal readonly record struct SparseBlock(SparseRows Rows, int Width, double Factor);
