using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Tests.Agreement;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class ModelAssistedTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Aggregate_PeopleTornAndAGoodClassifier_FollowsTheClassifier()
    {
        var random = new Random(2);
        int[] truth = [.. Enumerable.Range(0, 300).Select(_ => random.Next(3))];
        var model = new ProbabilityMatrix(300, 3);
        for (var item = 0; item < 300; item++)
            for (var label = 0; label < 3; label++)
                model[item][label] = label == truth[item] ? .6f : .2f;
        Vote[] votes = [.. truth.SelectMany((label, item) => Enumerable.Range(0, 2).Where(_ => item > 0).Select(person =>
            new Vote(item, person, random.NextDouble() < .7 ? label : (label + 1) % 3)))];
        var cast = Votes.Single(300, 2, 3, votes);

        var consensus = new ModelAssisted(model).Aggregate(cast, Ct);

        Assert.True(consensus.Accuracy(truth) > new DawidSkene().Aggregate(cast, Ct).Accuracy(truth) + .05);
        Assert.Equal([truth[0]], consensus.Best(0));
        for (var step = 1; step < consensus.Objective.Count; step++)
            Assert.True(consensus.Objective[step] >= consensus.Objective[step - 1] - 1e-6);
    }

    [Fact]
    public void Aggregate_OtherItems_Throws() =>
        Assert.Throws<ArgumentException>(() => new ModelAssisted(new ProbabilityMatrix(2, 3)).Aggregate(Ratings.Of(3, 0, "012"), Ct));
}
