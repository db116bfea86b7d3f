using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.QueryStrategies;

public sealed class EntropySamplingTests : QueryStrategyContract
{
    protected override IQueryStrategy Strategy { get; } = new EntropySampling();
}
