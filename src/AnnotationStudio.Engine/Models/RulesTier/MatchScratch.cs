namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>Lists kept from text to text, so that matching allocates nothing. For one thread at a time.</summary>
public sealed class MatchScratch
{
    /// <summary>What was found in the last text, ordered by where it starts. A rule that can be read in two ways stands there twice.</summary>
    public IReadOnlyList<RuleMatch> Matches => Found;

    internal List<RuleMatch> Found { get; } = [];

    internal TextLattice Lattice { get; } = new();

    internal void Clear()
    {
        Found.Clear();
        Lattice.Clear();
    }
}
