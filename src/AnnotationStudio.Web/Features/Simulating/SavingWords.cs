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
        var reached = $"{name} reached {Numbers.Score(saving.Target)} with {Labels(ours.Value)} ({Range(ours)}), random with {random.Value:N0} ({Range(random)})";
        return saved switch
        {
            { Low: > 0 } => $"{reached}: {saved.Value:N0} fewer, 95 %: {Range(saved)}.",
            { High: < 0 } => $"{reached}: {-saved.Value:N0} more, 95 %: {-saved.High:N0} to {-saved.Low:N0}.",
            _ => $"{reached}. The difference, {saved.Value:N0} fewer, may be chance: 95 %: {Range(saved)}.",
        };
    }

    private static string Labels(double count) => Numbers.Count((long)Math.Round(count), "label");

    private static string Range(Interval interval) => $"{interval.Low:N0} to {interval.High:N0}";
}
