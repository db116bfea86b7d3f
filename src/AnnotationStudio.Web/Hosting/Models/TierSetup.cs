using AnnotationStudio.Data;
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
            Summary = "Looks for the labels' names and aliases, compared by word stems.",
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
        });
}
