using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class AgreedAnswersTests
{
    [Fact]
    public void Of_Majority_TakesTheCommonestAndOfEqualsTheFirst()
    {
        int[][] said = [[1, 0, 0], [2, 1], [0, 2, 1, 2, 1], [1], []];

        var agreed = AgreedAnswers.Of(Single(said), said, new MajorityVote(), CancellationToken.None);

        Assert.Equal([0, 2, 2, 1, -1], agreed);
    }

    [Fact]
    public void Of_DawidSkene_BelievesOneWhoKnowsRatherThanTwoWhoGuess()
    {
        // Three people are right on thirty items, two say the last label whatever they see; then one of the first stands against these two.
        int[][] said = [.. Enumerable.Range(0, 30).Select(item => new[] { item % 3, item % 3, item % 3, 2, 2 }), [0, 2, 2]];
        var votes = Votes.Single(31, 5, 3, [.. Cast(said[..30]), new(30, 0, 0), new(30, 3, 2), new(30, 4, 2)]);

        var byHeads = AgreedAnswers.Of(votes, said, new MajorityVote(), CancellationToken.None);
        var weighed = AgreedAnswers.Of(votes, said, new DawidSkene(), CancellationToken.None);

        Assert.Equal((2, 0), (byHeads[30], weighed[30]));
        Assert.Equal(byHeads[..30], weighed[..30]);
    }

    [Fact]
    public void Of_SetsOfLabels_IsASetThatSomebodyGave()
    {
        // The third person adds a label that nobody else sees; the first two leave one out on the last item each in their way.
        var sets = new AnswerSets();
        var (one, both, none) = (sets.IndexOf(0), sets.IndexOf(0, 1), sets.IndexOf());
        int[][] said = [.. Enumerable.Range(0, 20).Select(item => item % 2 == 0 ? new[] { one, one, both } : [none, none, sets.IndexOf(1)]), [both, none]];
        var votes = Votes.Multi(21, 3, 2, sets, [.. Cast(said[..20]), new(20, 2, both), new(20, 0, none)]);

        var agreed = AgreedAnswers.Of(votes, said, new DawidSkene(), CancellationToken.None);

        Assert.All(Enumerable.Range(0, 21), item => Assert.Contains(agreed[item], said[item]));
        Assert.Equal(one, agreed[0]);
        Assert.Equal(none, agreed[1]);
    }

    [Theory]
    [InlineData("automatic", LabelTask.Single, 199, 3, "majority")]
    [InlineData("automatic", LabelTask.Single, 300, 3, "dawid-skene")]
    [InlineData("automatic", LabelTask.Single, 300, 2, "majority")]
    [InlineData("automatic", LabelTask.Single, 300, 5, "majority")]     // 120 answers each
    [InlineData("automatic", LabelTask.Multi, 300, 3, "majority")]
    [InlineData("glad", LabelTask.Single, 0, 0, "glad")]
    [InlineData("model-assisted", LabelTask.Multi, 300, 3, "dawid-skene")]
    public void InForce_AutomaticAsksForOverlapEnough_AndAChoiceStands(string name, LabelTask task, int items, int people, string expected)
    {
        var overlap = new VoteOverlap(items, 2 * items, people);

        Assert.Equal(expected, ConsensusMethods.InForce(name, task, overlap));
    }

    [Fact]
    public void Overlap_CountsOnlyWhatSharesAnItem()
    {
        int[][] said = [[1, 0, 0], [2, 1], [1], []];

        Assert.Equal(new VoteOverlap(2, 5, 3), VoteOverlap.Of(Single(said)));
    }

    [Fact]
    public void Find_EveryName_MakesAnAggregatorOfThatName() =>
        Assert.All(ConsensusMethods.All.Skip(1), name => Assert.Equal(name, ConsensusMethods.Find(name, new ProbabilityMatrix(1, 2)).Name));

    private static Votes Single(int[][] said) => Votes.Single(said.Length, said.Max(answers => answers.Length), 3, [.. Cast(said)]);

    private static IEnumerable<Vote> Cast(int[][] said) => said.SelectMany((answers, item) => answers.Select((answer, person) => new Vote(item, person, answer)));
}
