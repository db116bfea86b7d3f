using System.Globalization;

namespace AnnotationStudio.Web.Components;

/// <summary>Numbers as the pages write them, whatever language the server speaks.</summary>
public static class Numbers
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 item</c>, <c>2,140 items</c>.</summary>
    public static string Count(long count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A score from 0 to 1, as in <c>0.81</c>.</summary>
    public static string Score(double score) => score.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Its interval, as in <c>0.77–0.85</c>.</summary>
    public static string Range(double low, double high) => $"{Score(low)}–{Score(high)}";

    /// <summary>A share from 0 to 1 as a percentage; small ones with a decimal, and never 0 or 100 for what is neither.</summary>
    public static string Share(double share) => share switch
    {
        0 or 1 => $"{share * 100:0} %",
        < .001 => "< 0.1 %",
        < .095 => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %"),
        > .995 => "> 99 %",
        _ => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %"),
    };

    /// <summary>How long something takes: <c>6.9 s</c>, <c>2 min 10 s</c>, <c>3 h 05 min</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 9.95 => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, seconds):0.0} s"),
        < 59.5 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        < 3_600 => Whole(Math.Round(seconds), 60, "min", "s"),
        _ => Whole(Math.Round(seconds / 60), 60, "h", "min"),
    };

    /// <summary>How long one answer takes: <c>0.4 ms</c>, <c>31 ms</c>.</summary>
    public static string Milliseconds(double milliseconds) =>
        milliseconds.ToString(milliseconds < 9.95 ? "0.0 'ms'" : "#,0 'ms'", CultureInfo.InvariantCulture);

    /// <summary>A difference of two scores in points, with its sign: <c>+1.2</c>, <c>−0.4</c>, <c>0.0</c>.</summary>
    public static string Points(double difference)
    {
        var points = Math.Abs(difference * 100).ToString("0.0", CultureInfo.InvariantCulture);
        return points == "0.0" ? points : (difference < 0 ? "−" : "+") + points;
    }

    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };

    /// <summary>A position for styles, in percent.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(share, 0, 1) * 100:0.##}%");

    private static string Whole(double small, int unit, string largeName, string smallName) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)small / unit} {largeName} {(int)small % unit:00} {smallName}");
}
