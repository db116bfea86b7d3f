using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Tests.Contracts;
using AnnotationStudio.Engine.Text;
using Blend = AnnotationStudio.Engine.Models.BlendTier.BlendTier;
using Network = AnnotationStudio.Engine.Models.ConvolutionTier.ConvolutionTier;
using Regression = AnnotationStudio.Engine.Models.RegressionTier.RegressionTier;

namespace AnnotationStudio.Engine.Tests.Models.BlendTier;

public sealed class BlendContractTests : ModelTierContract
{
    private static readonly FeatureSpace Space = FeatureSpace.Learn(Messages.Texts, Messages.Texts.Length);

    [Theory]
    [InlineData(100, 1)]
    [InlineData(220, 2)]
    public void Train_ConvolutionNeedsMoreTexts_JoinsOnceTheyAreThere(int texts, int members)
    {
        using var model = Tier(2).Train(Data(AnnotationStudio.Engine.Shapes.LabelTask.Single, texts), null, new Random(1), default);

        Assert.Equal(members, ((AnnotationStudio.Engine.Models.BlendTier.BlendModel)model).Members.Count);
    }

    protected override IModelTier Tier(int threads) => new Blend(
    [
        new Regression(Space, new RegressionOptions { Threads = threads }),
        new Network(Space, new ConvolutionOptions { Filters = 16, CharacterFilters = 16, MostEpochs = 4, Threads = threads }),
    ]);
}
