using System.Globalization;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How days, weeks and months are called.</summary>
internal static class PeriodNames
{
    public static string Short(PeriodLine period, string unit) => period.From.ToString(unit == "month" ? "MMM yy" : "d MMM", CultureInfo.InvariantCulture);

    public static string Long(PeriodLine period, string unit) => unit switch
    {
        "day" => period.From.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture),
        "week" => $"Week from {period.From.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}",
        _ => period.From.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>Every how many periods a name has room.</summary>
    public static int Every(int periods, double width, double room) => Math.Max(1, (int)Math.Ceiling(periods * room / Math.Max(1, width)));
}
