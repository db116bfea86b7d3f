using AnnotationStudio.Web.Components;

namespace AnnotationStudio.Web.Tests.Components;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(.0004, "< 0.1 %")]
    [InlineData(.021, "2.1 %")]
    [InlineData(.663, "66 %")]
    [InlineData(.9999, "> 99 %")]
    [InlineData(1, "100 %")]
    public void Share_AnyShare_IsNeverRoundedToNoneOrAll(double share, string expected) => Assert.Equal(expected, Numbers.Share(share));

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(6.94, "6.9 s")]
    [InlineData(42.4, "42 s")]
    [InlineData(59.7, "1 min 00 s")]
    [InlineData(130, "2 min 10 s")]
    [InlineData(11_100, "3 h 05 min")]
    public void Duration_AnySeconds_ReadsWell(double seconds, string expected) => Assert.Equal(expected, Numbers.Duration(seconds));

    [Theory]
    [InlineData(1, "1 item")]
    [InlineData(2_140, "2,140 items")]
    public void Count_WithANoun_AgreesWithIt(int count, string expected) => Assert.Equal(expected, Numbers.Count(count, "item"));
}
