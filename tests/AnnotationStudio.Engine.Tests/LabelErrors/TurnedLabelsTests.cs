using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.LabelErrors;

public sealed class TurnedLabelsTests
{
    private const int Items = 3_000;
    private const int Labels = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Items_ATenthTurned_HoldsTheirNumber(int seed)
    {
        var (model, given) = Draw(seed, .1);

        var errors = TurnedLabels.Of(model, given, null, TestContext.Current.CancellationToken).Items(TestContext.Current.CancellationToken);

        Assert.InRange(.1 * Items, errors.Low, errors.High);
        Assert.InRange(errors.High - errors.Low, 0, .1 * Items);
    }

    [Fact]
    public void Items_NothingTurnedAndALabelThatNobodyCanPredict_FindsNextToNothing()
    {
        var (model, given) = Draw(4, 0);
        var random = new Random(5);
        for (var item = 0; item < Items; item++)
        {
            // Says nothing about the last label, which every tenth item has.
            model[item][Labels - 1] = .08f + (.04f * (float)random.NextDouble());
            given[item] = [.. given[item].Where(label => label < Labels - 1), .. random.Next(10) == 0 ? new[] { Labels - 1 } : []];
        }

        var errors = TurnedLabels.Of(model, given, null, TestContext.Current.CancellationToken).Items(TestContext.Current.CancellationToken);

        Assert.InRange(errors.Value, 0, .02 * Items);
    }

    [Fact]
    public void Wrong_TurnedLabels_AreLikelierWrongThanTheRest()
    {
        var (model, given) = Draw(6, 0);
        int[][] turned = [.. given.Select((labels, item) => item >= 300 ? labels : [.. labels.Contains(0) ? labels.Where(label => label != 0) : labels.Prepend(0)])];

        var wrong = TurnedLabels.Of(model, turned, null, TestContext.Current.CancellationToken).Wrong;

        Assert.True(Enumerable.Range(0, 300).Average(item => wrong[item][0]) > 10 * Enumerable.Range(300, Items - 300).Average(item => wrong[item][0]));
    }

    [Fact]
    public void Of_OtherNumberOfItems_IsRefused() =>
        Assert.Throws<ArgumentException>(() => TurnedLabels.Of(ConfidentLearningTests.Matrix([.5f]), [], null, TestContext.Current.CancellationToken));

    // The model is wrong as often as its probabilities say; in a share of the items one label is turned.
    private static (ProbabilityMatrix Model, int[][] Given) Draw(int seed, double share)
    {
        var random = new Random(seed);
        var (model, given) = (new ProbabilityMatrix(Items, Labels), new int[Items][]);
        for (var item = 0; item < Items; item++)
        {
            var truth = new bool[Labels];
            for (var label = 0; label < Labels; label++)
            {
                var likely = 1 / (1 + Math.Exp(9 - (18 * random.NextDouble())));
                model[item][label] = (float)likely;
                truth[label] = random.NextDouble() < likely;
            }

            if (random.NextDouble() < share && random.Next(Labels) is var turned)
                truth[turned] = !truth[turned];
            given[item] = [.. Enumerable.Range(0, Labels).Where(label => truth[label])];
        }

        return (model, given);
    }
}
