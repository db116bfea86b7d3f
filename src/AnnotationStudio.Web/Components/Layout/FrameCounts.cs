using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Components.Layout;

/// <summary>Counts what waits behind the entries of the navigation, again whenever something happened.</summary>
public sealed class FrameCounts(IEnumerable<EntryCount> entries, ProjectNews news)
{
    /// <summary>Calls back with the counts of a project by the entries' templates, now and after changes, until the subscription is disposed of.</summary>
    public IDisposable Follow(int projectId, Func<IReadOnlyDictionary<string, (int Count, string What)>, Task> show)
    {
        _ = ReadAsync(projectId, show);
        return news.Follow(projectId, () => ReadAsync(projectId, show), Happening.LabelsArrived, Happening.ItemsChanged, Happening.ProjectChanged, Happening.ErrorsSearched);
    }

    private async Task ReadAsync(int projectId, Func<IReadOnlyDictionary<string, (int Count, string What)>, Task> show)
    {
        var counts = new Dictionary<string, (int, string)>();
        foreach (var entry in entries)
            counts[entry.Template] = (await entry.CountAsync(projectId, CancellationToken.None), entry.What);
        await show(counts);
    }
}
