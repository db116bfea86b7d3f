using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Tests.Contracts;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class GladTests : AggregatorContract
{
    protected override IAggregator Make(int threads = 1) => new Glad(new() { Threads = threads });
}
