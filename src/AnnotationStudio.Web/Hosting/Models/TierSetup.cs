using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.BlendTier;
using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Models.RulesTier;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The ladder, rung by rung. A further tier is one more entry here.</summary>
internal static class TierSetup
{
    public static IServiceCollection AddTiers(this IServiceCollection services) => services
        .AddSingleton<TierCatalog>()
        .AddSingleton(new Rung
        {
            Tier = ModelTier.Rules,
            Summary = "Looks for the labels' names, aliases and patterns, compared by word stems.",
            Make = _ => new RulesModelTier(),
            Learns = false,
            Portable = new PortableForm("json", "application/json", (model, into) => model.Save(into)),
        })
        .AddSingleton(new Rung
        {
            Tier = ModelTier.Regression,
            Summary = "Words, characters, and word vectors learned from your own unlabelled texts.",
            Make = ground => new RegressionTier(ground.Space!, new RegressionOptions { Threads = ground.Threads }),
            ReadsFeatures = true,
            Portable = new PortableForm("json", "application/json", PortableRegression.Write),
        })
        .AddSingleton(new Rung
        {
            Tier = ModelTier.Convolution,
            Summary = "A small network that looks at stretches of words and their characters.",
            Make = ground => new ConvolutionTier(ground.Space, new ConvolutionOptions { Threads = ground.Threads }),
            WorthTryingFrom = 400,
            Portable = new PortableForm("onnx", "application/octet-stream", (model, into) => model.Save(into)),
        })
        .AddSingleton(services => new Rung
        {
            Tier = ModelTier.Transformer,
            Summary = "What a pretrained encoder makes of each text, and a regression on top.",
            Make = ground => services.GetRequiredService<EncoderShelf>().Tier(ground.ProjectId, ground.Threads),
            WorthTryingFrom = 100,
        })
        .AddSingleton(new Rung
        {
            Tier = ModelTier.Blend,
            Summary = "Rules, regression and convolution asked together: the average of what they say, each calibrated.",
            Make = Blend,
            ReadsFeatures = true,
            WorthTryingFrom = 200,
        });

    private static BlendTier Blend(TierGround ground) => new(
    [
        new RulesModelTier(),
        new RegressionTier(ground.Space!, new RegressionOptions { Threads = ground.Threads }),
        new ConvolutionTier(ground.Space, new ConvolutionOptions { Threads = ground.Threads }),
    ]);
}
