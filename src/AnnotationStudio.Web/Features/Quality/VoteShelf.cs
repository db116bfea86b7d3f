using System.Collections.Concurrent;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Keeps the answers and figures of the projects that leads look at. What people add is read on, not anew, and the last figures serve while new ones are worked out.</summary>
public sealed class VoteShelf : IDisposable
{
    /// <summary>Projects whose figures are kept; about 20 MB each at 200,000 answers.</summary>
    internal const int MostKept = 4;

    private readonly StudioStore _store;
    private readonly StudioEvents _events;
    private readonly int _threads;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, ProjectShelf> _projects = new();

    public VoteShelf(StudioStore store, StudioEvents events, IOptions<StudioOptions> options)
    {
        (_store, _events, _threads) = (store, events, options.Value.TrainingThreads);
        _subscription = events.Subscribe(change =>
        {
            if (change.What is not (Happening.LabelsArrived or Happening.ItemsChanged or Happening.ProjectChanged or Happening.TextErased))
                return;
            if (_projects.TryGetValue(change.ProjectId, out var shelf))
                shelf.Note(isWhole: change.What != Happening.LabelsArrived);
        });
    }

    /// <summary>The project's figures as of now.</summary>
    internal Task<MeasuredVotes> OfAsync(int projectId, VoteFilter filter, CancellationToken ct) => ShelfOf(projectId).OfAsync(filter, takesLast: false, ct);

    /// <summary>The last figures at once, where there are any; newer ones follow, and <see cref="Happening.FiguresChanged"/> says so.</summary>
    internal Task<MeasuredVotes> LastOfAsync(int projectId, VoteFilter filter, CancellationToken ct) => ShelfOf(projectId).OfAsync(filter, takesLast: true, ct);

    /// <summary>Ids of the people who answered, and of the files that their items came with.</summary>
    internal Task<(IReadOnlyList<int> People, IReadOnlyList<int> Imports)> ChoicesAsync(int projectId, CancellationToken ct) => ShelfOf(projectId).ChoicesAsync(ct);

    public void Dispose()
    {
        _subscription.Dispose();
        foreach (var shelf in _projects.Values)
            shelf.Dispose();
    }

    private ProjectShelf ShelfOf(int projectId)
    {
        foreach (var other in _projects.Keys.Where(id => id != projectId).Skip(MostKept - 1))
            _projects.TryRemove(other, out _);
        return _projects.GetOrAdd(projectId, id => new ProjectShelf(_store, id, _threads, () => _events.Publish(Happening.FiguresChanged, id)));
    }
}
