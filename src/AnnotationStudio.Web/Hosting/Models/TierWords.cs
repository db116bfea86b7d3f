using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Tiers by their names, as doors take them and sentences say them.</summary>
public static class TierWords
{
    /// <summary>All names of the ladder, whether or not this build has them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<ModelTier>().Select(Word)];

    /// <summary>In the middle of a sentence, and on the command line: "regression".</summary>
    public static string Word(this ModelTier tier) => tier.ToString().ToLowerInvariant();

    /// <summary>The tier of a name; null for no name, which leaves it to the ladder.</summary>
    public static Outcome<ModelTier?> Read(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return new ModelTier?();
        var at = All.ToList().FindIndex(word => word.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase));
        return at >= 0 ? Enum.GetValues<ModelTier>()[at] : Unknown(name);
    }

    /// <summary>What to say to a name that no rung has.</summary>
    public static Problem Unknown(string name) =>
        Problem.Invalid("tier", $"There is no tier \"{name}\". Choose one of {string.Join(", ", All)}, or none to leave it to the ladder.");
}
