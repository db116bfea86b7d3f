using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Simulating;

/// <summary>What a simulation found, in words. An interval that holds 0 shows no difference, and is said so.</summary>
internal static class SavingWords
{
    /// <summary>The answer to the page's question, for the first strategy.</summary>
    public static string Headline(SimulationResult result) => result.Lines[0].Saving?.Saved switch
    {
        { Low: > 0 } saved => $"Random would have cost you about {Labels(saved.Value)} more",
        { High: < 0 } saved => $"Random would have saved you about {Labels(-saved.Value)}",
        { } => "No difference from random can be told",
        null => "Too uneven to compare with random",
    };

    /// <summary>One strategy against random.</summary>
    public static string Say(StrategyResult line)
    {
        var (name, saving) = (StrategyWords.Title(line.Curve.Strategy), line.Saving!);
        if (saving is not { Ours: { } ours, Yardstick: { } random, Saved: { } saved })
            return $"{name}: too few runs reached {Numbers.Score(saving.Target)} to compare it with random.";
        var reached = $"{name} reached {Numbers.Score(saving.Target)} with {Labels(ours.Value)} ({CountRange(ours)}), random with {Whole(random.Value)} ({CountRange(random)})";
        return saved switch
        {
            { Low: > 0 } => $"{reached}: {Whole(saved.Value)} fewer, 95 %: {Range(saved)}.",
            { High: < 0 } => $"{reached}: {Whole(-saved.Value)} more, 95 %: {Whole(-saved.High)} to {Whole(-saved.Low)}.",
            { Value: < 0 } => $"{reached}. The difference, {Whole(-saved.Value)} more, may be chance: 95 %: {Whole(-saved.High)} to {Whole(-saved.Low)}.",
            _ => $"{reached}. The difference, {Whole(saved.Value)} fewer, may be chance: 95 %: {Range(saved)}.",
        };
    }

    private static string Labels(double count) => Numbers.Count((long)Math.Round(count), "label");

    /// <summary>How many labels it took, with the interval: of few uneven runs that can reach below none, which no count does.</summary>
    public static string Took(Interval labels) => $"{Whole(labels.Value)} ({CountRange(labels)})";

    /// <summary>How many fewer it took.</summary>
    public static string Fewer(Interval labels) => $"{Whole(labels.Value)} ({Range(labels)})";

    private static string CountRange(Interval labels) => $"{Whole(Math.Max(0, labels.Low))} to {Whole(labels.High)}";

    private static string Range(Interval interval) => $"{Whole(interval.Low)} to {Whole(interval.High)}";

    private static string Whole(double count) => Numbers.Count((long)Math.Round(count)).Replace('-', '−');
}
