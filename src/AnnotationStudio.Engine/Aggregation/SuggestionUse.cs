namespace AnnotationStudio.Engine.Aggregation;

/// <summary>What one person does with a model's suggestions, against what is true: accepting good ones is help, accepting bad ones is anchoring.</summary>
/// <param name="GoodAccepted">Of the suggestions that were right, those accepted.</param>
/// <param name="BadAccepted">Of those that were wrong, those accepted all the same.</param>
/// <param name="RightWithout">Of the answers where nothing was suggested, those that are right.</param>
/// <param name="RightAgainstBad">Of the answers where the suggestion was wrong, those that are right.</param>
public sealed record SuggestionUse(Tally GoodAccepted, Tally BadAccepted, Tally RightWithout, Tally RightAgainstBad)
{
    /// <summary>Suggestions that could be judged.</summary>
    public int Shown => GoodAccepted.Trials + BadAccepted.Trials;

    /// <summary>Whether wrong suggestions are accepted clearly more often than the person errs where nothing is suggested: the intervals do not meet.</summary>
    /// <remarks>Models err on the harder items, and people err there too; only errors that repeat the suggestion count.</remarks>
    public bool IsAnchored => BadAccepted.Share is { } accepted && RightWithout.Share is { } without && accepted.Low > 1 - without.Low;

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
            var (isRight, isAccepted) = (answered[item] == truth[item], answered[item] == suggested[item]);
            if (suggested[item] < 0)
                none = none.With(isRight);
            else if (suggested[item] == truth[item])
                good = good.With(isAccepted);
            else
                (bad, against) = (bad.With(isAccepted), against.With(isRight));
        }

        return new(good, bad, none, against);
    }
}
