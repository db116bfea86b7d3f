using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.LabelErrors;

public sealed class ConfidentLearningTests
{
    [Fact]
    public void Of_FourItems_CountsAsByHand()
    {
        // Thresholds: label 0 mean of .9 .6 .2 = .5667, label 1 .8. Item 2 was given 0 and is confidently 1; item 1 is confidently 0.
        var learned = ConfidentLearning.Of(Matrix([.9f, .1f], [.6f, .4f], [.2f, .8f], [.2f, .8f]), [0, 0, 0, 1]);

        Assert.Equal(.5667, learned.Thresholds[0], .0001);
        Assert.Equal([0, 0, 1, 1], learned.Confident);
        Assert.Equal(1, learned.Errors().Value, 9);
        Assert.Equal((.5, .25, 0, .25), (Math.Round(learned.Joint(0, 0), 9), Math.Round(learned.Joint(0, 1), 9), learned.Joint(1, 0), learned.Joint(1, 1)));
    }

    [Fact]
    public void Errors_KnownNoiseAndAModelThatKnows_FindsHowManyThereAre()
    {
        var random = new Random(4);
        const int items = 4_000;
        int[] truth = [.. Enumerable.Range(0, items).Select(_ => random.Next(3))];
        int[] given = [.. truth.Select(label => random.NextDouble() < .1 ? (label + 1) % 3 : label)];
        var model = new ProbabilityMatrix(items, 3);
        for (var item = 0; item < items; item++)
            for (var label = 0; label < 3; label++)
                model[item][label] = label == truth[item] ? .9f : .05f;
        var wrong = Enumerable.Range(0, items).Count(item => given[item] != truth[item]);

        var errors = ConfidentLearning.Of(model, given).Errors();

        Assert.Equal(wrong, errors.Value, 6);
        Assert.InRange(.1 * items, errors.Low, errors.High);
    }

    [Fact]
    public void Of_LabelOutsideTheColumns_Throws() =>
        Assert.Throws<ArgumentException>(() => ConfidentLearning.Of(Matrix([.5f, .5f]), [2]));

    [Fact]
    public void LabelQuality_OneLabelAndEachLabel_AreAsByHand()
    {
        Assert.Equal(.3, LabelQuality.SelfConfidence([.3f, .6f, .1f], 0), 6);
        Assert.Equal((.3 - .6 + 1) / 2, LabelQuality.NormalizedMargin([.3f, .6f, .1f], 0), 6);
        var scores = new double[3];
        LabelQuality.OfEachLabel([.9f, .2f, .4f], [0, 2], scores);
        Assert.Equal([.9, .8, .4], scores.Select(score => Math.Round(score, 6)));
    }

    internal static ProbabilityMatrix Matrix(params float[][] rows)
    {
        var matrix = new ProbabilityMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(matrix[row]);
        return matrix;
    }
}
