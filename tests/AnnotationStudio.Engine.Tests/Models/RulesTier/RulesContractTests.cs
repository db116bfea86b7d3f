using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

public sealed class RulesContractTests : ModelTierContract
{
    protected override bool Learns => false;

    protected override IModelTier Tier(int threads) => new RulesModelTier();
}
