using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Tests.Contracts;
using AnnotationStudio.Engine.Text;
using Network = AnnotationStudio.Engine.Models.ConvolutionTier.ConvolutionTier;

namespace AnnotationStudio.Engine.Tests.Models.ConvolutionTier;

public sealed class ConvolutionContractTests : ModelTierContract
{
    private static readonly FeatureSpace Space = FeatureSpace.Learn(Messages.Texts, Messages.Texts.Length);

    protected override IModelTier Tier(int threads) =>
        new Network(Space, new ConvolutionOptions { Filters = 16, CharacterFilters = 16, MostEpochs = 4, Members = 2, Threads = threads });
}
