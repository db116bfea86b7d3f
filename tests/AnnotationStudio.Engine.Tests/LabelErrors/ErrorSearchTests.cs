using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.LabelErrors;

public sealed class ErrorSearchTests
{
    [Fact]
    public void Run_WhatLooksWrong_DoesNotTeachTheNextLook()
    {
        // The surest third are items 1 and 2; one of them was given another label than the model's, so two of four are thought wrong.
        var kept = new List<bool[]>();

        ErrorSearch.Run([0, 0, 1, 0], (keeps, _) =>
        {
            kept.Add([.. keeps]);
            return ConfidentLearningTests.Matrix([.6f, .4f], [.1f, .9f], [.1f, .9f], [.4f, .6f]);
        }, new() { Looks = 2, Deals = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal(4, kept.Count);
        Assert.All(kept[..2], keeps => Assert.DoesNotContain(false, keeps));
        Assert.All(kept[2..], keeps => Assert.Equal([true, false, true, false], keeps));
    }

    [Fact]
    public void Run_SeveralDeals_AreTheirGeometricMean()
    {
        var seen = ErrorSearch.Run(
            [0], (_, deal) => ConfidentLearningTests.Matrix(deal == 0 ? [.9f, .1f] : [.5f, .5f]), new() { Looks = 1, Deals = 2 }, TestContext.Current.CancellationToken);

        Assert.Equal(.75, seen.OutOfSample[0][0], 5);
        Assert.Equal(0, seen.Errors.Value);
    }

    [Fact]
    public void Estimate_KnownErrorsAndAModelThatIsOftenUnsure_HoldsTheirNumber()
    {
        // The model is wrong as often as its probabilities say; a tenth of the labels are turned.
        var random = new Random(8);
        const int items = 4_000;
        var (model, given) = (new ProbabilityMatrix(items, 2), new int[items]);
        for (var item = 0; item < items; item++)
        {
            var truth = random.Next(2);
            var sure = (float)Math.Max(.5, 1 - Math.Pow(random.NextDouble(), 3));
            var guess = random.NextDouble() < sure ? truth : 1 - truth;
            (model[item][guess], model[item][1 - guess]) = (sure, 1 - sure);
            given[item] = random.NextDouble() < .1 ? 1 - truth : truth;
        }

        var errors = ErrorCount.Estimate(model, given);

        Assert.InRange(.1 * items, errors.Low, errors.High);
        Assert.True(errors.Value < ConfidentLearning.Of(model, given).Errors().Value);
    }

    [Fact]
    public void Run_Cancelled_Throws() => Assert.Throws<OperationCanceledException>(() => ErrorSearch.Run(
        [0], (_, _) => ConfidentLearningTests.Matrix([1f, 0f]), null, new CancellationToken(canceled: true)));
}
