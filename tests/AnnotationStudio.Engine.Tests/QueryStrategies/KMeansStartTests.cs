using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.QueryStrategies;

public sealed class KMeansStartTests : QueryStrategyContract
{
    protected override IQueryStrategy Strategy { get; } = new KMeansStart();
}
