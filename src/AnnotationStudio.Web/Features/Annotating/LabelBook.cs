using System.Collections.Concurrent;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>The labels of projects, remembered for at most two seconds and forgotten at once when they change here.</summary>
public sealed class LabelBook : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);
    private readonly StudioStore _store;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, (LabelPage Page, long Read)> _pages = new();

    public LabelBook(StudioStore store, StudioEvents events, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _subscription = events.Subscribe(change =>
        {
            if (change.What == Happening.ProjectChanged)
                _pages.TryRemove(change.ProjectId, out _);
        });
    }

    /// <summary>What the project's labels are called, and what can be chosen.</summary>
    public async Task<LabelPage> OfAsync(int projectId, CancellationToken ct)
    {
        if (_pages.TryGetValue(projectId, out var known) && _time.GetElapsedTime(known.Read) < Lifetime)
            return known.Page;
        var started = _time.GetTimestamp();
        await using var db = await _store.ReadAsync(ct);
        var project = await db.Projects
            .Where(row => row.Id == projectId)
            .Select(row => new { row.Task, row.Settings.Suggestions })
            .SingleAsync(ct);
        var labels = await db.Labels.Where(label => label.ProjectId == projectId).OrderBy(label => label.Position).ToListAsync(ct);
        var page = new LabelPage(
            project.Task,
            project.Suggestions,
            labels.Where(label => label.RetiredAt == null).ToDictionary(label => label.Name, label => label.Id, StringComparer.Ordinal),
            labels.ToDictionary(label => label.Id, label => label.Name));
        _pages[projectId] = (page, started);
        return page;
    }

    public void Dispose() => _subscription.Dispose();
}

/// <summary>The labels of one project.</summary>
/// <param name="Task">How many of them an item takes.</param>
/// <param name="Suggestions">When people see what the model thinks.</param>
/// <param name="Ids">By name, those that can be chosen.</param>
/// <param name="Names">By id, the retired ones too.</param>
public sealed record LabelPage(ProjectTask Task, SuggestionMode Suggestions, IReadOnlyDictionary<string, int> Ids, IReadOnlyDictionary<int, string> Names)
{
    /// <summary>Names of these labels, in the order given.</summary>
    public List<string> NamesOf(IEnumerable<int> ids) => [.. ids.Select(id => Names.GetValueOrDefault(id)).OfType<string>()];
}
