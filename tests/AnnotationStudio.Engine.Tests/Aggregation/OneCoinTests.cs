using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class OneCoinTests : AggregatorContract
{
    protected override IAggregator Make(int threads = 1) => new OneCoin(new() { Threads = threads });
}
