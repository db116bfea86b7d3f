using AnnotationStudio.Data;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class ConsensusWordsTests
{
    [Theory]
    [InlineData("automatic", false, "dawid-skene")]
    [InlineData("automatic", true, "majority")]
    [InlineData("dawid-skene", true, "dawid-skene")]
    public void Chosen_EnoughOverlap_WeighsPeopleUnlessItIsOfDoubtfulItems(string consensus, bool labelAgain, string expected)
    {
        var settings = new ProjectSettings { Consensus = consensus, LabelAgain = labelAgain };
        var overlap = new VoteOverlap(Items: 400, Answers: 1_200, People: 4);

        Assert.Equal(expected, ConsensusMethods.InForce(ConsensusWords.Chosen(settings), LabelTask.Single, overlap));
        Assert.Equal(expected == "majority", ConsensusWords.Reason(settings, LabelTask.Single, overlap).EndsWith("heads are counted.", StringComparison.Ordinal));
    }
}
