using AnnotationStudio.Web.Components;

namespace AnnotationStudio.Web.Tests.Components;

public sealed class LabelColorTests
{
    [Theory]
    [InlineData("#750E5B")]
    [InlineData("#750e5b")]
    public void Style_AColorOfThePalette_HasItsTwinInTheDark(string color) => Assert.StartsWith("--c:var(--l4);", LabelColor.Style(color), StringComparison.Ordinal);

    [Fact]
    public void Style_AnotherColor_IsItself() => Assert.StartsWith("--c:#123456;", LabelColor.Style("#123456"), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("#123456;background:url(x)")]
    public void Style_AnythingElse_IsNone(string? color) => Assert.Null(LabelColor.Style(color));
}
