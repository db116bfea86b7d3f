namespace AnnotationStudio.Engine.Shapes;

/// <summary>The labels whose rules match some rows, as columns of weight 1.</summary>
/// <param name="Version">Hash of the rules: blocks of different rules never mix.</param>
/// <param name="Rows">One row for each row looked at.</param>
public sealed record RuleBlock(string Version, SparseRows Rows);
