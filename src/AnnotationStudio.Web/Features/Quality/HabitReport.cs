using AnnotationStudio.Web.Components;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What people do with suggestions and with their time, as rows of the report.</summary>
internal static class HabitReport
{
    public static ReportRow Report(this SuggestionFigures use, string name) => new(
        [name, Cell(use.GoodAccepted), Cell(use.WrongAccepted), Cell(use.RightWithout), Cell(use.RightAgainstWrong), use.FollowsWrong ? "follows wrong ones" : ""],
        use.GoodAccepted.IsThin && use.WrongAccepted.IsThin);

    public static ReportRow Report(this TimeFigures time, string name) => new(
        [
            name, Cell(time.Stretches[0]), time.Stretches.Count > 2 ? Cell(time.Stretches[1]) : "–", time.Stretches.Count > 1 ? Cell(time.Stretches[^1]) : "–",
            time.Difference switch { TimeDifference.QuickIsWorse => "quick ones worse", TimeDifference.SlowIsWorse => "slow ones worse", _ => "" },
        ],
        time.Stretches.All(stretch => stretch.IsThin));

    private static string Cell(CountedShare share) => share.Share is { Value: { } value, Low: { } low, High: { } high }
        ? $"{Numbers.Score(value)} ({Numbers.Range(low, high)}) of\u00a0{Numbers.Count(share.Total)}" : "–";

    private static string Cell(TimeStretch stretch) =>
        $"{Numbers.Score(stretch.Right.Value ?? 0)} ({Numbers.Range(stretch.Right.Low ?? 0, stretch.Right.High ?? 1)}) of\u00a0{Numbers.Count(stretch.Answers)}, to\u00a0{Numbers.Duration(stretch.ToSeconds).Replace(' ', '\u00a0')}";
}
