using AnnotationStudio.Engine.Models.ConvolutionTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.ConvolutionTier;

/// <summary>Every gradient against the slope of the loss itself.</summary>
public sealed class GradientTests
{
    private const int CharacterVectors = 0;
    private const int Groups = 8;
    private const int Rules = 7;
    private const float Step = 2e-3f;

    public static TheoryData<LabelTask, int> EveryGroup() =>
        [.. from task in new[] { LabelTask.Single, LabelTask.Multi } from own in Enumerable.Range(CharacterVectors, Groups) where task == LabelTask.Multi || own != Rules select new TheoryDataRow<LabelTask, int>(task, own)];

    [Theory]
    [MemberData(nameof(EveryGroup))]
    public void AddGradients_EveryGroup_AgreesWithDifferences(LabelTask task, int group)
    {
        using var training = SmallNetwork.Begin(task);
        int[] rows = [.. Enumerable.Range(0, 24)];
        training.AddGradients(rows, null);
        var parameters = training.Parameters.Groups[group];
        var gradient = parameters.Gradient.ToArray();
        var largest = Enumerable.Range(0, gradient.Length).OrderByDescending(at => Math.Abs(gradient[at])).Take(12).ToArray();
        Assert.True(Math.Abs(gradient[largest[0]]) > 1e-4, $"largest gradient {gradient[largest[0]]}: is the group reached at all?");

        foreach (var at in largest)
        {
            var slope = Slope(training, rows, parameters, at);

            Assert.True(
                Math.Abs(slope - gradient[at]) < (.03 * Math.Abs(gradient[largest[0]])) + 2e-4,
                $"group {group}, number {at}: gradient {gradient[at]}, slope {slope}");
        }
    }

    [Theory]
    [InlineData(LabelTask.Single)]
    [InlineData(LabelTask.Multi)]
    public void AddGradients_WithFeaturesAndWordsLeftOut_AgreesWithDifferences(LabelTask task)
    {
        // The same chance each time: what is left out does not change with the parameters.
        using var training = SmallNetwork.Begin(task);
        int[] rows = [.. Enumerable.Range(0, 24)];
        training.AddGradients(rows, Noise());
        var parameters = training.Parameters.WordFilters;
        var gradient = parameters.Gradient.ToArray();
        var at = Array.IndexOf(gradient, gradient.MaxBy(Math.Abs));

        var slope = Slope(training, rows, parameters, at, Noise);

        Assert.Equal(slope, gradient[at], (.03 * Math.Abs(gradient[at])) + 2e-4);
    }

    private static TrainingNoise Noise()
    {
        var noise = new TrainingNoise(SmallNetwork.Options, new Random(8));
        noise.Next();
        return noise;
    }

    private static double Slope(MemberTraining training, int[] rows, Parameters parameters, int at, Func<TrainingNoise>? noise = null)
    {
        var value = parameters.Values[at];
        parameters.Values[at] = value + Step;
        var above = training.AddGradients(rows, noise?.Invoke());
        parameters.Values[at] = value - Step;
        var below = training.AddGradients(rows, noise?.Invoke());
        parameters.Values[at] = value;
        return (above - below) / (2 * Step);
    }
}
