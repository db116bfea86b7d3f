namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The steps of a round, in their order.</summary>
/// <param name="First">A queue for whoever labels before there is one.</param>
/// <param name="Planner">What is trained, and against what it is judged.</param>
/// <param name="Runner">The computing.</param>
/// <param name="Consensus">What items with several answers count as, before anything is learned from them.</param>
internal sealed record RoundSteps(FirstQueue First, RoundPlanner Planner, RoundRunner Runner, ConsensusWork Consensus);
