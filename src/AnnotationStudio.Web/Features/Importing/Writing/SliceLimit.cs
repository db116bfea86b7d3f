using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>How long a slice of an import may hold the writer.</summary>
/// <remarks>
/// A commit writes each page of each index that it touched, so many small slices cost more than they write: with nobody about they are long. A label that
/// comes ends the slice at the next row, but has to wait for the commit of all that the slice wrote; so where labels come, slices stay short.
/// </remarks>
public sealed class SliceLimit(StudioStore store, TimeProvider time)
{
    private static readonly TimeSpan _short = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _long = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan _quiet = TimeSpan.FromSeconds(10);
    private long? _lastLabel;

    /// <summary>Begins a slice, on the writer's thread. Ask before each row but the first whether it may go on.</summary>
    internal Func<bool> Begin()
    {
        var started = time.GetTimestamp();
        var limit = _lastLabel is { } last && time.GetElapsedTime(last) < _quiet ? _short : _long;
        return () =>
        {
            if (store.LabelsWait)
                (limit, _lastLabel) = (_short, time.GetTimestamp());
            return time.GetElapsedTime(started) < limit;
        };
    }
}
