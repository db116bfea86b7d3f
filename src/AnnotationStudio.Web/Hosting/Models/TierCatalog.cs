using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The rungs of the ladder that this build has, lowest first.</summary>
public sealed class TierCatalog(IEnumerable<Rung> rungs)
{
    public IReadOnlyList<Rung> Rungs { get; } = [.. rungs.OrderBy(rung => rung.Tier)];

    /// <summary>The rung of a tier, or null where this build does not have it.</summary>
    public Rung? Find(ModelTier tier) => Rungs.FirstOrDefault(rung => rung.Tier == tier);

    /// <summary>The rung of a tier that is known to be there.</summary>
    public Rung this[ModelTier tier] => Find(tier) ?? throw new ArgumentException($"This build has no {tier} tier.", nameof(tier));

    /// <summary>The rungs above a tier, nearest first.</summary>
    public IEnumerable<Rung> Above(ModelTier tier) => Rungs.Where(rung => rung.Tier > tier);

    /// <summary>The rung of a tier that somebody asks for, or why it cannot be had here, whatever the labels.</summary>
    public Outcome<Rung> Ask(ModelTier tier, int projectId)
    {
        if (Find(tier) is not { } rung)
            return Problem.Invalid("tier", $"This version of AnnotationStudio has no {tier.Word()} tier. Choose {string.Join(" or ", Rungs.Select(known => known.Word))}.");
        var readiness = rung.CheckHere(projectId);
        return readiness.IsReady ? rung : Problem.Invalid("tier", readiness.Reason);
    }
}
