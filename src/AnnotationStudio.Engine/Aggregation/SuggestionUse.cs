using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>What one person does with a model's suggestions, against what is true: accepting good ones is help, accepting bad ones is anchoring.</summary>
/// <param name="Shown">Suggestions that could be judged.</param>
/// <param name="GoodAccepted">Of the suggestions that were right, the share accepted; null where none was right.</param>
/// <param name="BadAccepted">Of those that were wrong, the share accepted all the same; null where none was wrong.</param>
/// <param name="RightWithout">Share of right answers where nothing was suggested; null where there are none.</param>
/// <param name="RightAgainstBad">Share of right answers where the suggestion was wrong; null where none was wrong.</param>
public sealed record SuggestionUse(int Shown, Interval? GoodAccepted, Interval? BadAccepted, Interval? RightWithout, Interval? RightAgainstBad)
{
    /// <summary>Whether wrong suggestions are clearly answered worse than none: the intervals do not meet.</summary>
    public bool IsAnchored => RightAgainstBad is { } against && RightWithout is { } without && against.High < without.Low;

    /// <summary>Counts one person's answers.</summary>
    /// <param name="suggested">What was suggested for each item; −1 where nothing was.</param>
    /// <param name="answered">What the person said.</param>
    /// <param name="truth">What is true: gold, or what the others say. −1 where it is not known; such items are left out.</param>
    /// <exception cref="ArgumentException">Not as many of each.</exception>
    /// <remarks>O(items). Labels, or any numbers that are equal where answers are.</remarks>
    public static SuggestionUse Of(ReadOnlySpan<int> suggested, ReadOnlySpan<int> answered, ReadOnlySpan<int> truth)
    {
        if (suggested.Length != answered.Length || truth.Length != answered.Length)
            throw new ArgumentException($"{suggested.Length} suggestions, {answered.Length} answers and {truth.Length} truths.", nameof(suggested));
        var (good, bad, none, against) = (new Tally(), new Tally(), new Tally(), new Tally());
        for (var item = 0; item < answered.Length; item++)
        {
            if (truth[item] < 0)
                continue;
            if (suggested[item] < 0)
            {
                none.Add(answered[item] == truth[item]);
                continue;
            }

            (suggested[item] == truth[item] ? good : bad).Add(answered[item] == suggested[item]);
            if (suggested[item] != truth[item])
                against.Add(answered[item] == truth[item]);
        }

        return new(good.Trials + bad.Trials, good.Share, bad.Share, none.Share, against.Share);
    }

    private sealed class Tally
    {
        private int _hits;

        public int Trials { get; private set; }

        public Interval? Share => Trials == 0 ? null : Interval.Wilson(_hits, Trials);

        public void Add(bool hit)
        {
            Trials++;
            _hits += hit ? 1 : 0;
        }
    }
}
