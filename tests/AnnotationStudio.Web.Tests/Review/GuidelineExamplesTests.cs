using AnnotationStudio.Web.Features.Review;

namespace AnnotationStudio.Web.Tests.Review;

public sealed class GuidelineExamplesTests
{
    [Fact]
    public void Add_LabelWithAPart_GoesToItsEnd() => Assert.Equal(
        "# Help\n\n## Roads\n\nHoles and kerbs.\n\n> A pothole\n\n## Water\n\nPipes.\n",
        GuidelineExamples.Add("# Help\n\n## Roads\n\nHoles and kerbs.\n\n## Water\n\nPipes.\n", "roads", "A\n pothole"));

    [Fact]
    public void Add_LastPart_GoesToTheEnd() => Assert.Equal("## Roads\n\n> One\n\n> Two\n", GuidelineExamples.Add("## Roads\n\n> One\n", "Roads", "Two"));

    [Fact]
    public void Add_LabelWithoutAPart_GetsOne() => Assert.Equal("Be kind.\n\n## Roads\n\n> One\n", GuidelineExamples.Add("Be kind.\n", "Roads", "One"));

    [Fact]
    public void Add_LongText_IsCut() => Assert.EndsWith("a…\n", GuidelineExamples.Add("", "Roads", new string('a', 600)), StringComparison.Ordinal);
}
