using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Tests.Contracts;
using AnnotationStudio.Engine.Text;
using Recipe = AnnotationStudio.Engine.Models.RegressionTier.RegressionTier;

namespace AnnotationStudio.Engine.Tests.Models.RegressionTier;

public sealed class RegressionContractTests : ModelTierContract
{
    private static readonly FeatureSpace Space = FeatureSpace.Learn(Messages.Texts, Messages.Texts.Length);

    protected override IModelTier Tier(int threads) => new Recipe(Space, new RegressionOptions { Threads = threads });
}
