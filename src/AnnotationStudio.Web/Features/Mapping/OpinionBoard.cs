using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Mapping;

/// <summary>What champions think of the items on maps: worked out when a lead looks, and kept for the projects looked at last.</summary>
public sealed class OpinionBoard(MapShelf shelf)
{
    private const int MostKept = 4;   // about 1.4 MB each at 100,000 items
    private readonly Lock _gate = new();
    private readonly List<(int ProjectId, Opinions Opinions)> _kept = [];
    private readonly Queue<int> _asked = [];
    private int? _working;

    /// <summary>What is known; null while nothing is.</summary>
    public Opinions? Find(int projectId)
    {
        lock (_gate)
            return _kept.Find(entry => entry.ProjectId == projectId).Opinions;
    }

    /// <summary>Whether somebody waits for an answer.</summary>
    public bool IsAsked(int projectId)
    {
        lock (_gate)
            return _working == projectId || _asked.Contains(projectId);
    }

    /// <summary>Has the champion asked about the items of the map, in the background.</summary>
    public void Ask(int projectId)
    {
        lock (_gate)
        {
            if (_working == projectId || _asked.Contains(projectId))
                return;
            _asked.Enqueue(projectId);
        }

        shelf.Ring();
    }

    internal int? Take()
    {
        lock (_gate)
            return _working = _asked.TryDequeue(out var projectId) ? projectId : null;
    }

    internal void Put(int projectId, Opinions? opinions)
    {
        lock (_gate)
        {
            _working = null;
            _kept.RemoveAll(entry => entry.ProjectId == projectId);
            if (opinions is not null)
                _kept.Insert(0, (projectId, opinions));
            if (_kept.Count > MostKept)
                _kept.RemoveAt(MostKept);
        }
    }
}

/// <summary>What a version thinks of items.</summary>
/// <param name="Version">As the project counts.</param>
/// <param name="Asked">The items of the map that it was asked about.</param>
/// <param name="Items">Those of them that it may be asked about, ascending.</param>
/// <param name="LabelIds">The label of each; 0 where none is suggested.</param>
/// <param name="Doubts">From 0 sure to 200 torn.</param>
public sealed record Opinions(int Version, long[] Asked, long[] Items, int[] LabelIds, byte[] Doubts);
