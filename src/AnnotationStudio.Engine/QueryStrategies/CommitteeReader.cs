using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>What each member of a committee says of some candidates: a matrix for each member, a row for each candidate asked about.</summary>
public delegate IReadOnlyList<ProbabilityMatrix> CommitteeReader(IReadOnlyList<int> candidates);
