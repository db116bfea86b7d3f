using AnnotationStudio.Engine.Models.RulesTier;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

public sealed class RulePatternTests
{
    [Theory]
    [InlineData("street light")]
    [InlineData("neural*")]
    [InlineData("* network")]
    [InlineData("deep * network")]
    [InlineData("net* of * net*")]
    [InlineData("C++ *")]
    [InlineData("路灯 *")]
    [InlineData("the")]
    public void ProblemOf_Fine_IsNull(string pattern) => Assert.Null(RulePattern.ProblemOf(pattern));

    [Theory]
    [InlineData(null, "needs a word")]
    [InlineData("", "needs a word")]
    [InlineData(" \t", "needs a word")]
    [InlineData("*", "nothing but *")]
    [InlineData("* *", "nothing but *")]
    [InlineData("-*-", "nothing but *")]
    [InlineData("!?", "no word")]
    [InlineData("🙂", "no word")]
    [InlineData("n*", "at least 2 letters")]
    [InlineData("*net", "cannot begin a word")]
    [InlineData("deep *net", "cannot begin a word")]
    [InlineData("neu*ral", "inside a word")]
    [InlineData("neural**", "touch")]
    [InlineData("deep ** network", "touch")]
    public void ProblemOf_Bad_SaysWhatIsWrong(string? pattern, string words)
    {
        var problem = RulePattern.ProblemOf(pattern);

        Assert.NotNull(problem);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void ProblemOf_TooLong_SaysHowLongItMayBe() =>
        Assert.Contains("200", RulePattern.ProblemOf(new string('a', 201)), StringComparison.Ordinal);

    [Fact]
    public void ProblemOf_AnyKeys_NeverThrowsAndAgreesWithTheMatcher()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(0, 9)).Select(_ => "ab* -'s1+#天É"[random.Next(12)]));

            var isFine = RulePattern.ProblemOf(pattern) is null;
            var isTaken = Record.Exception(() => new RuleMatcher([new LabelRule(0, pattern, RuleKind.Pattern)])) is null;

            Assert.Equal(isFine, isTaken);
        }
    }
}
