using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Evaluation;

public sealed class TemperatureTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(.5)]
    public void Fit_ScoresMultipliedByAFactor_FindsTheFactor(double factor)
    {
        // Given: labels drawn with the probabilities that the scores say, then told with scores too large or too small.
        var (probabilities, targets) = Drawn(4000, factor);

        var temperature = Temperature.Fit(probabilities, targets, LabelTask.Single, null);

        Assert.Equal(factor, temperature, .12 * factor);
    }

    [Fact]
    public void Apply_TheFactor_GivesTheTrueProbabilitiesBack()
    {
        var (told, targets) = Drawn(4000, 2);
        var before = Calibration.ExpectedError(told, targets, LabelTask.Single);

        Temperature.Apply(told, LabelTask.Single, Temperature.Fit(told, targets, LabelTask.Single, null));

        Assert.True(before > .1 && Calibration.ExpectedError(told, targets, LabelTask.Single) < .03);
        for (var row = 0; row < told.Rows; row++)
            Assert.Equal(1, told[row].ToArray().Sum(), 4);
    }

    [Fact]
    public void Fit_Multi_FindsTheFactor()
    {
        var random = new Random(3);
        var probabilities = new ProbabilityMatrix(2000, 3);
        var targets = new int[2000][];
        for (var row = 0; row < targets.Length; row++)
        {
            double[] logits = [.. Enumerable.Range(0, 3).Select(_ => (4 * random.NextDouble()) - 2)];
            targets[row] = [.. Enumerable.Range(0, 3).Where(label => random.NextDouble() < 1 / (1 + Math.Exp(-logits[label])))];
            for (var label = 0; label < 3; label++)
                probabilities[row][label] = (float)(1 / (1 + Math.Exp(-3 * logits[label])));
        }

        Assert.Equal(3, Temperature.Fit(probabilities, targets, LabelTask.Multi, null), .3);
    }

    [Fact]
    public void Fit_HardItemsLabelled_WeighsThemAsTheyAreAsked()
    {
        // Given: a model right in its doubts but far too sure where it is sure, which is more often among what is asked than among the labelled.
        var (labelled, targets) = SureAndUnsure(1000, .35);
        var (asked, _) = SureAndUnsure(1000, .6);

        var plain = Temperature.Fit(labelled, targets, LabelTask.Single, null);
        var weighted = Temperature.Fit(labelled, targets, LabelTask.Single, asked);

        Assert.True(plain > 1 && weighted > plain + .05, $"{plain:F2} plain, {weighted:F2} weighted");
    }

    [Fact]
    public void Fit_LabelledAreUnlikeAsked_LeavesEverythingAsItIs()
    {
        var (labelled, targets) = SureAndUnsure(1000, .1);
        var (asked, _) = SureAndUnsure(1000, .9);

        Assert.Equal(1, Temperature.Fit(labelled, targets, LabelTask.Single, asked));
    }

    [Fact]
    public void Fit_TooFewItemsOrTrueLabelsThoughtImpossible_LeavesEverythingAsItIs()
    {
        var probabilities = new ProbabilityMatrix(40, 2);
        for (var row = 0; row < 40; row++)
            probabilities[row][0] = 1;

        Assert.Equal(1, Temperature.Fit(new ProbabilityMatrix(3, 2), [[0], [1], [0]], LabelTask.Single, null));
        Assert.Equal(1, Temperature.Fit(probabilities, [.. Enumerable.Range(0, 40).Select(_ => new[] { 1 })], LabelTask.Single, null));
    }

    private static (ProbabilityMatrix Told, int[][] Targets) Drawn(int items, double factor)
    {
        var random = new Random(2);
        var told = new ProbabilityMatrix(items, 3);
        var targets = new int[items][];
        for (var row = 0; row < items; row++)
        {
            double[] scores = [.. Enumerable.Range(0, 3).Select(_ => 3 * random.NextDouble())];
            var draw = random.NextDouble() * scores.Sum(Math.Exp);
            targets[row] = [draw < Math.Exp(scores[0]) ? 0 : draw < Math.Exp(scores[0]) + Math.Exp(scores[1]) ? 1 : 2];
            for (var label = 0; label < 3; label++)
                told[row][label] = (float)(Math.Exp(factor * scores[label]) / scores.Sum(score => Math.Exp(factor * score)));
        }

        return (told, targets);
    }

    private static (ProbabilityMatrix Told, int[][] Targets) SureAndUnsure(int items, double sure)
    {
        var random = new Random(4);
        var told = new ProbabilityMatrix(items, 2);
        var targets = new int[items][];
        for (var row = 0; row < items; row++)
        {
            var isSure = random.NextDouble() < sure;
            told[row][0] = isSure ? .99f : .7f;
            told[row][1] = 1 - told[row][0];
            targets[row] = [random.NextDouble() < (isSure ? .8 : .7) ? 0 : 1];
        }

        return (told, targets);
    }
}
