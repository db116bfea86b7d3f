using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

public sealed class RuleMatcherTests
{
    [Theory]
    [InlineData("street light", "The street lights, again", "street lights")]
    [InlineData("street light", "A light in the street", "")]
    [InlineData("neural*", "Neurally speaking", "Neurally")]
    [InlineData("neural*", "a neural net", "neural")]
    [InlineData("neural*", "aneural", "")]
    [InlineData("neural* net", "NEURALISED nets", "NEURALISED nets")]
    [InlineData("* network", "networks", "")]
    [InlineData("* network", "graph networks", "graph networks")]
    [InlineData("deep * network", "deep neural network", "deep neural network")]
    [InlineData("deep * network", "deep network", "")]
    [InlineData("deep * network", "deep big neural network", "")]
    [InlineData("deep * * network", "deep big neural network", "deep big neural network")]
    [InlineData("network *", "the network", "")]
    [InlineData("network *", "the network fails.", "network fails")]
    [InlineData("天 *", "今天气", "天气")]
    public void Find_Pattern_MatchesWholeWordsByTheirStems(string pattern, string text, string found) => Assert.Equal(found, string.Join('|', Found(RuleKind.Pattern, pattern, text)));

    [Theory]
    [InlineData("gan", "CycleGAN", "GAN")]
    [InlineData("gan", "our CycleGANs", "GANs")]
    [InlineData("gan", "StyleGAN2", "GAN")]
    [InlineData("tf", "TF2.0", "TF")]
    [InlineData("question answering", "ForQuestionAnswering3", "QuestionAnswering")]
    [InlineData("regression", "LinearRegression", "Regression")]
    [InlineData("gan", "organ", "")]
    [InlineData("gan", "began", "")]
    [InlineData("d", "3D", "")]
    [InlineData("19", "covid19", "")]
    [InlineData("pytorch", "PyTorch", "PyTorch")]
    [InlineData("PyTorch", "pytorch", "pytorch")]
    [InlineData("text classification", "textclassification", "textclassification")]
    [InlineData("textclassification", "text-classification", "text-classification")]
    public void Find_Name_SeesPartsOfWordsAndWordsWrittenAsOne(string name, string text, string found) => Assert.Equal(found, string.Join('|', Found(RuleKind.Name, name, text)));

    [Fact]
    public void Find_StarInAName_OnlySeparates() => Assert.Equal(["star search"], Found(RuleKind.Alias, "star*search", "a star search"));

    [Fact]
    public void Find_TwoLabelsWithTheSamePattern_FindsBoth()
    {
        var matcher = new RuleMatcher([new(0, "pothole", RuleKind.Pattern), new(1, "pothole", RuleKind.Pattern)]);
        var scratch = new MatchScratch();

        matcher.Find("a pothole", scratch);

        Assert.Equal([0, 1], scratch.Matches.Select(match => match.Rule).Order());
    }

    [Fact]
    public void Find_TenThousandRules_FindsEachByItself()
    {
        var rules = Enumerable.Range(0, 10_000).Select(at => new LabelRule(at, $"w{at}x * end*", RuleKind.Pattern)).ToList();
        var matcher = new RuleMatcher(rules);
        var scratch = new MatchScratch();

        matcher.Find("w7x the ending w9999x an endless", scratch);

        Assert.Equal([7, 9_999], scratch.Matches.Select(match => match.Rule).Order());
    }

    [Fact]
    public void Find_TextOfNothingButTheWord_StaysLinear()
    {
        // 2 ^ 12 ways to fill four words by star or word would be walked at each word if the trie did not share its beginnings.
        var patterns = Enumerable.Range(1, 15).Select(bits => string.Join(' ', Enumerable.Range(0, 4).Select(bit => (bits >> bit & 1) == 1 ? "a" : "*")));
        var matcher = new RuleMatcher([.. patterns.Select(pattern => new LabelRule(0, pattern, RuleKind.Pattern))]);
        var scratch = new MatchScratch();

        matcher.Find(string.Join(' ', Enumerable.Repeat("a", 1_000)), scratch);

        Assert.Equal(15 * 997, scratch.Matches.Count);
    }

    [Fact]
    public void Of_Labels_ListsNamesAliasesAndPatternsInOrder()
    {
        var labels = new LabelSet(LabelTask.Multi, [new("a", ["b"], []) { Patterns = ["cc d", "ee*"] }, new("f", [], [])]);

        Assert.Equal(["a", "b", "cc d", "ee*", "f"], RuleMatcher.Of(labels).Rules.Select(rule => rule.Words));
    }

    [Fact]
    public void New_BadPattern_ThrowsNamingIt()
    {
        var thrown = Assert.Throws<ArgumentException>(() => new RuleMatcher([new LabelRule(0, "*net", RuleKind.Pattern)]));

        Assert.Contains("*net", thrown.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Found(RuleKind kind, string words, string text)
    {
        var scratch = new MatchScratch();
        new RuleMatcher([new LabelRule(0, words, kind)]).Find(text, scratch);
        // Words written as one can be read in two ways.
        return scratch.Matches.Distinct().Select(match => text[match.Start..match.End]);
    }
}
