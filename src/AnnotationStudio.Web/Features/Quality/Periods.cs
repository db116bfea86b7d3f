namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How time is cut for figures over it: by days, weeks or months, so that there are few enough to read.</summary>
internal sealed record Periods(string Unit, IReadOnlyList<(DateOnly From, DateOnly To)> All)
{
    private const int MostDays = 21;
    private const int MostWeeks = 30;

    /// <param name="first">The first day with an answer.</param>
    /// <param name="last">The last one.</param>
    public static Periods Between(DateOnly first, DateOnly last)
    {
        var days = last.DayNumber - first.DayNumber + 1;
        // Weeks begin on Monday.
        return days <= MostDays ? new("day", Cut(first, last, day => day.AddDays(1)))
            : days <= MostWeeks * 7 ? new("week", Cut(first.AddDays(-(((int)first.DayOfWeek + 6) % 7)), last, day => day.AddDays(7)))
            : new("month", Cut(new DateOnly(first.Year, first.Month, 1), last, day => day.AddMonths(1)));
    }

    /// <summary>Index of the period that a day lies in.</summary>
    public int Of(DateOnly day)
    {
        var (low, high) = (0, All.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = All[middle].From <= day ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static List<(DateOnly From, DateOnly To)> Cut(DateOnly first, DateOnly last, Func<DateOnly, DateOnly> next)
    {
        var all = new List<(DateOnly, DateOnly)>();
        for (var from = first; from <= last; from = next(from))
            all.Add((from, next(from).AddDays(-1)));
        return all;
    }
}
