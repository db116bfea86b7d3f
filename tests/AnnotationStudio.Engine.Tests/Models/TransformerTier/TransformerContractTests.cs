using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.TransformerTier;
using AnnotationStudio.Engine.Tests.Contracts;
using Recipe = AnnotationStudio.Engine.Models.TransformerTier.TransformerTier;

namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

public sealed class TransformerContractTests : ModelTierContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EncoderLibrary _library;

    public TransformerContractTests()
    {
        SmallEncoder.Write(_folder.Path, "small");
        _library = new EncoderLibrary(_folder.Path, "", new EncoderOptions());
    }

    public void Dispose()
    {
        _library.Dispose();
        _folder.Dispose();
    }

    protected override IModelTier Tier(int threads) => new Recipe(_library, null, new TransformerOptions { Threads = threads });
}
