namespace AnnotationStudio.Web.Features.Quality;

/// <summary>The time of a typical answer.</summary>
internal static class Medians
{
    /// <summary>The median in seconds, of milliseconds in any order, which are sorted by it; null for none.</summary>
    public static double? Seconds(List<int> milliseconds)
    {
        milliseconds.Sort();
        return milliseconds.Count == 0 ? null : (milliseconds[(milliseconds.Count - 1) / 2] + milliseconds[milliseconds.Count / 2]) / 2_000.0;
    }
}
