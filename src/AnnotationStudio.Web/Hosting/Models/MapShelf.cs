using System.Threading.Channels;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The maps of all projects' pools: side files that can be drawn anew at any time. Whoever keeps the pools offers them; whoever draws takes what is offered.</summary>
public sealed class MapShelf(DataFolder folder, ILogger<MapShelf> logger)
{
    /// <summary>The most items on a map; of a larger pool every so-manieth is on it.</summary>
    public const int MostItems = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, DrawnMap?> _known = [];
    private readonly Dictionary<int, OfferedPool> _offered = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The map as it was last drawn; null while there is none.</summary>
    public DrawnMap? Find(int projectId)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(projectId, out var map))
                _known[projectId] = map = Open(projectId);
            return map;
        }
    }

    /// <summary>Takes a copy of a pool's embeddings where its map is out of date. Called while nobody changes the pool.</summary>
    public void Offer(int projectId, Pool pool)
    {
        var step = Math.Max(1, (pool.Count + MostItems - 1) / MostItems);
        int[] rows = [.. Enumerable.Range(0, pool.Count).Where(row => row % step == 0 && !pool.IsRemoved(row))];
        long[] items = [.. rows.Select(pool.Item)];
        if (Find(projectId) is { } map && map.Version == pool.Layout.Version && map.Items.AsSpan().SequenceEqual(items))
            return;
        var embeddings = new EmbeddingMatrix(rows.Length, 2 * pool.Layout.Dimensions);
        for (var i = 0; i < rows.Length; i++)
            pool.Chunks[rows[i] / Pool.ChunkRows].Embedding(rows[i] % Pool.ChunkRows).CopyTo(embeddings[i]);
        lock (_gate)
            _offered[projectId] = new OfferedPool(projectId, pool.Layout.Version, items, embeddings);
        Ring();
    }

    /// <summary>Wakes whoever draws.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Ends once somebody rang.</summary>
    public async Task WaitAsync(CancellationToken ct) => await _bell.Reader.ReadAsync(ct);

    /// <summary>The next pool to draw, or null.</summary>
    public OfferedPool? Take()
    {
        lock (_gate)
        {
            if (_offered.Count == 0)
                return null;
            var (projectId, offer) = _offered.First();
            _offered.Remove(projectId);
            return offer;
        }
    }

    /// <summary>Whether a map is still to be drawn.</summary>
    public bool IsOffered(int projectId)
    {
        lock (_gate)
            return _offered.ContainsKey(projectId);
    }

    /// <summary>Keeps a map, on disk too.</summary>
    public void Put(int projectId, DrawnMap map)
    {
        lock (_gate)
        {
            map.Save(PathOf(projectId));
            _known[projectId] = map;
        }
    }

    /// <summary>Drops everything of a project, on disk too.</summary>
    public void Forget(int projectId)
    {
        lock (_gate)
        {
            _known.Remove(projectId);
            _offered.Remove(projectId);
            File.Delete(PathOf(projectId));
        }
    }

    private DrawnMap? Open(int projectId)
    {
        try
        {
            return File.Exists(PathOf(projectId)) ? DrawnMap.Open(PathOf(projectId)) : null;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or OverflowException)
        {
            Log.MapRefused(logger, projectId, exception.Message);
            return null;
        }
    }

    private string PathOf(int projectId) => Path.Combine(folder.Features, $"{projectId}.map");
}

/// <summary>A pool whose map is out of date.</summary>
/// <param name="ProjectId">Whose.</param>
/// <param name="Version">Feature version of the embeddings.</param>
/// <param name="Items">Ascending.</param>
/// <param name="Embeddings">One row for each item.</param>
public sealed record OfferedPool(int ProjectId, string Version, long[] Items, EmbeddingMatrix Embeddings);
