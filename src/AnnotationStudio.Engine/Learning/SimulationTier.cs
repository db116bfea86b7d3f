using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Learning;

/// <summary>A tier that a simulation tries, by its name.</summary>
/// <param name="Name">As written into the rows.</param>
/// <param name="Create">Makes the tier for the pool's feature space.</param>
public sealed record SimulationTier(string Name, Func<FeatureSpace, IModelTier> Create)
{
    /// <summary>The regression tier.</summary>
    /// <param name="threads">Threads to fit on.</param>
    public static SimulationTier Regression(int threads = 1) =>
        new("regression", space => new RegressionTier(space, new RegressionOptions { Threads = threads }));
}
