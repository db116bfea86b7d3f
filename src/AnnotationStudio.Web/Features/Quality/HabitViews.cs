using AnnotationStudio.Engine.Aggregation;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What one person does with suggestions, of their answers that can be judged: by gold, what a lead settled, or what most of the others said.</summary>
/// <param name="Judged">Suggestions that could be judged.</param>
/// <param name="GoodAccepted">Right suggestions, and how many of them were accepted.</param>
/// <param name="WrongAccepted">Wrong ones, and how many were accepted all the same.</param>
/// <param name="RightWithout">Answers where nothing was suggested, and how many are right.</param>
/// <param name="RightAgainstWrong">Answers where the suggestion was wrong, and how many are right.</param>
/// <param name="FollowsWrong">They accept wrong suggestions clearly more often than they err without one: the intervals do not meet, and neither is thin.</param>
public sealed record SuggestionFigures(
    int Judged, CountedShare GoodAccepted, CountedShare WrongAccepted, CountedShare RightWithout, CountedShare RightAgainstWrong, bool FollowsWrong)
{
    /// <summary>Null where no suggestion could be judged.</summary>
    public static SuggestionFigures? Of(SuggestionUse use)
    {
        if (use.Shown == 0)
            return null;
        var (accepted, without) = (CountedShare.Of(use.BadAccepted), CountedShare.Of(use.RightWithout));
        return new(use.Shown, CountedShare.Of(use.GoodAccepted), accepted, without, CountedShare.Of(use.RightAgainstBad), use.IsAnchored && !accepted.IsThin && !without.IsThin);
    }
}

/// <summary>How many of some answers are of a kind.</summary>
/// <param name="Count">So many are.</param>
/// <param name="Total">Of so many.</param>
/// <param name="Share">With Wilson's interval; null of none.</param>
public sealed record CountedShare(int Count, int Total, AgreementFigure? Share)
{
    /// <summary>Too few to judge by.</summary>
    public bool IsThin => Total < QualityView.FewestToJudge;

    public static CountedShare Of(Tally tally) => new(tally.Hits, tally.Trials, tally.Share is { } share ? AgreementFigure.Of(share) : null);
}

/// <summary>How often one person is right by the time they take, of their answers that can be judged.</summary>
/// <param name="Stretches">A third of the answers each, the quickest first; fewer where many took equally long.</param>
/// <param name="Difference">What the first and the last of them say; <c>quickIsWorse</c> where the quickest are clearly less often right than the slowest: the intervals do not meet, and neither is thin.</param>
public sealed record TimeFigures(IReadOnlyList<TimeStretch> Stretches, TimeDifference Difference)
{
    /// <summary>Null where no answer with a time could be judged.</summary>
    public static TimeFigures? Of(AccuracyTrend trend)
    {
        if (trend.Bins.Count == 0)
            return null;
        List<TimeStretch> stretches = [.. trend.Bins.Select((bin, at) => TimeStretch.Of(bin, at == 0 ? AnswerKind.QuickWrong : at == trend.Bins.Count - 1 ? AnswerKind.SlowWrong : AnswerKind.MiddleWrong))];
        var (quick, slow) = (stretches[0], stretches[^1]);
        return new(
            stretches,
            quick.IsThin || slow.IsThin ? TimeDifference.Unknown
                : quick.Right.High < slow.Right.Low ? TimeDifference.QuickIsWorse
                : slow.Right.High < quick.Right.Low ? TimeDifference.SlowIsWorse : TimeDifference.None);
    }
}

/// <summary>Answers that took about equally long.</summary>
/// <param name="FromSeconds">The quickest of them.</param>
/// <param name="ToSeconds">The slowest.</param>
/// <param name="Answers">That can be judged.</param>
/// <param name="Wrong">Those that were not right.</param>
/// <param name="Right">Share that was right, with Wilson's interval.</param>
/// <param name="WrongKind">What a list of the wrong ones is called.</param>
public sealed record TimeStretch(double FromSeconds, double ToSeconds, int Answers, int Wrong, AgreementFigure Right, AnswerKind WrongKind)
{
    /// <summary>Too few to judge by.</summary>
    public bool IsThin => Answers < QualityView.FewestToJudge;

    internal static TimeStretch Of(AccuracyBin bin, AnswerKind wrong) =>
        new(bin.From / 1_000, bin.To / 1_000, bin.Count, bin.Count - (int)Math.Round(bin.Right.Value * bin.Count), AgreementFigure.Of(bin.Right), wrong);
}

/// <summary>How quick and slow answers differ.</summary>
public enum TimeDifference
{
    /// <summary>Too few answers to tell.</summary>
    Unknown,

    /// <summary>None that is clear.</summary>
    None,

    /// <summary>Quick ones are clearly less often right.</summary>
    QuickIsWorse,

    /// <summary>Slow ones are: they may be the hard items.</summary>
    SlowIsWorse,
}
