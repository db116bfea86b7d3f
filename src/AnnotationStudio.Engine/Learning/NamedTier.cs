using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.BlendTier;
using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Learning;

/// <summary>A tier that is simulated or evaluated, by its name.</summary>
/// <param name="Name">As asked for, and as written into tables.</param>
/// <param name="Create">Makes the tier for the pool's feature space.</param>
public sealed record NamedTier(string Name, Func<FeatureSpace, IModelTier> Create)
{
    private const string Blend = "blend";

    /// <summary>All tiers that need nothing but texts: the one list that simulating and evaluating take them from. A transformer needs an encoder as well.</summary>
    /// <param name="threads">Threads to fit on.</param>
    public static IReadOnlyList<NamedTier> All(int threads = 1) =>
    [
        new("rules", _ => new RulesModelTier()),
        Regression(threads),
        new("convolution", space => new ConvolutionTier(space, new ConvolutionOptions { Threads = threads })),
    ];

    /// <summary>The regression tier.</summary>
    /// <param name="threads">Threads to fit on.</param>
    public static NamedTier Regression(int threads = 1) =>
        new("regression", space => new RegressionTier(space, new RegressionOptions { Threads = threads }));

    /// <summary>Some tiers by name: one of <see cref="All"/>, several joined by <c>+</c> for their average, or <c>blend</c> for the average of all that are ready.</summary>
    /// <param name="names">Any names.</param>
    /// <param name="threads">Threads to fit on.</param>
    /// <exception cref="ArgumentException">There is no such tier; the message lists those there are.</exception>
    public static IReadOnlyList<NamedTier> Find(IEnumerable<string> names, int threads = 1) => [.. names.Select(name => Find(name, All(threads)))];

    private static NamedTier Find(string name, IReadOnlyList<NamedTier> all)
    {
        var parts = name == Blend ? all : [.. name.Split('+').Distinct().Select(part => all.FirstOrDefault(tier => tier.Name == part)
            ?? throw new ArgumentException(
                $"There is no tier \"{part}\". Choose {string.Join(", ", all.Select(tier => tier.Name))}, several of them joined by +, or {Blend} for all of them that are ready."))];
        return parts.Count == 1 ? parts[0] : new NamedTier(name, space => new BlendTier([.. parts.Select(part => part.Create(space))]));
    }
}
