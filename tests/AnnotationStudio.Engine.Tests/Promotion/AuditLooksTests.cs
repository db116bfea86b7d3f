using AnnotationStudio.Engine.Promotion;

namespace AnnotationStudio.Engine.Tests.Promotion;

public sealed class AuditLooksTests
{
    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 200)]
    [InlineData(150, 200)]
    [InlineData(200, 300)]
    [InlineData(299, 300)]
    [InlineData(300, 600)]
    [InlineData(350, 650)]
    public void NextAfter_ALook_IsTheNextHundredThenAFullWindow(int lastLookAt, int expected)
    {
        Assert.Equal(expected, AuditLooks.NextAfter(lastLookAt));
        Assert.True(AuditLooks.IsDue(expected, lastLookAt));
        Assert.False(AuditLooks.IsDue(expected - 1, lastLookAt));
    }
}
