using System.Threading.Channels;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The maps of all projects' pools: side files that can be drawn anew at any time. Whoever keeps the pools offers them; whoever draws takes what is offered.</summary>
/// <remarks>A map is drawn once somebody looks, and again as its pool changes while somebody has looked since the last drawing. Nobody's map costs nothing.</remarks>
public sealed class MapShelf(DataFolder folder, StudioEvents events, ILogger<MapShelf> logger)
{
    /// <summary>The most items on a map; of a larger pool every so-manieth is on it.</summary>
    public const int MostItems = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Entry> _entries = [];
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>The map as it was last drawn; null while there is none.</summary>
    public DrawnMap? Find(int projectId)
    {
        lock (_gate)
            return EntryOf(projectId).Map;
    }

    /// <summary>Somebody looks at the map: where it is missing or older than the pool it is drawn.</summary>
    public void Look(int projectId)
    {
        lock (_gate)
        {
            var entry = EntryOf(projectId);
            entry.IsLookedAt = true;
            if (entry.IsCurrent || entry.IsWanted)
                return;
            entry.IsWanted = true;
        }

        events.Publish(Happening.MapWanted, projectId);
    }

    /// <summary>Tells of a pool that changed or whose map is wanted. Takes a copy of its embeddings where the map is looked at and out of date. Called while nobody changes the pool.</summary>
    public void Offer(int projectId, Pool pool)
    {
        lock (_gate)
        {
            var entry = EntryOf(projectId);
            if (!entry.IsLookedAt)
            {
                entry.IsCurrent = false;
                // Nobody may ever look again, and of an erased text nothing stays.
                if (entry.Map is { } old && old.Items.Any(item => pool.RowOf(item) < 0))
                    Drop(projectId);
                return;
            }

            (entry.IsWanted, entry.IsCurrent) = (false, true);
            var step = Math.Max(1, (pool.Count + MostItems - 1) / MostItems);
            int[] rows = [.. Enumerable.Range(0, pool.Count).Where(row => row % step == 0 && !pool.IsRemoved(row))];
            long[] items = [.. rows.Select(pool.Item)];
            var (version, latest) = entry.Drawing is { } drawing ? (drawing.Version, drawing.Items) : (entry.Map?.Version, entry.Map?.Items);
            if (version == pool.Layout.Version && latest.AsSpan().SequenceEqual(items))
            {
                entry.Offer = null;
                return;
            }

            var embeddings = new EmbeddingMatrix(rows.Length, 2 * pool.Layout.Dimensions);
            for (var i = 0; i < rows.Length; i++)
                pool.Chunks[rows[i] / Pool.ChunkRows].Embedding(rows[i] % Pool.ChunkRows).CopyTo(embeddings[i]);
            entry.Offer = new OfferedPool(projectId, pool.Layout.Version, items, embeddings);
        }

        Ring();
    }

    /// <summary>Wakes whoever draws.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    /// <summary>Ends once somebody rang.</summary>
    public async Task WaitAsync(CancellationToken ct) => await _bell.Reader.ReadAsync(ct);

    /// <summary>The next pool to draw, or null. It is followed by <see cref="Put"/> or <see cref="Fail"/>.</summary>
    public OfferedPool? Take()
    {
        lock (_gate)
        {
            var entry = _entries.Values.FirstOrDefault(entry => entry.Offer is not null);
            if (entry is null)
                return null;
            (entry.Drawing, entry.Offer, entry.Fraction, entry.HasFailed) = (entry.Offer, null, 0, false);
            return entry.Drawing;
        }
    }

    /// <summary>How far a drawing is, from 0 to 1.</summary>
    /// <returns>Whether that is news: there was no map before, and a further twentieth is done.</returns>
    public bool Report(OfferedPool drawn, double fraction)
    {
        lock (_gate)
        {
            if (EntryOf(drawn.ProjectId) is var entry && entry.Drawing != drawn)
                return false;
            var isNews = entry.Map is null && (int)(fraction * 20) != (int)(entry.Fraction * 20);
            entry.Fraction = fraction;
            return isNews;
        }
    }

    /// <summary>How far the map is that is missing or out of date, from 0 to 1; null while nobody draws it and nobody is going to.</summary>
    public double? FractionOf(int projectId)
    {
        lock (_gate)
        {
            var entry = EntryOf(projectId);
            return entry.Drawing is not null ? entry.Fraction : entry.Offer is not null || entry.IsWanted ? 0 : null;
        }
    }

    /// <summary>Whether the last drawing failed; the next is made when the pool changes, or after a start.</summary>
    public bool HasFailed(int projectId)
    {
        lock (_gate)
            return EntryOf(projectId).HasFailed;
    }

    /// <summary>Keeps a map, on disk too, unless its project is gone meanwhile.</summary>
    public void Put(OfferedPool drawn, DrawnMap map)
    {
        lock (_gate)
        {
            if (EntryOf(drawn.ProjectId) is var entry && entry.Drawing != drawn)
                return;
            map.Save(PathOf(drawn.ProjectId));
            (entry.Map, entry.Drawing, entry.IsLookedAt) = (map, null, entry.Offer is not null);
        }
    }

    /// <summary>A drawing ended without a map.</summary>
    public void Fail(OfferedPool drawn)
    {
        lock (_gate)
            if (EntryOf(drawn.ProjectId) is var entry && entry.Drawing == drawn)
                (entry.Drawing, entry.HasFailed) = (null, true);
    }

    /// <summary>Drops everything of a project, on disk too.</summary>
    public void Forget(int projectId)
    {
        lock (_gate)
            Drop(projectId);
    }

    private void Drop(int projectId)
    {
        _entries.Remove(projectId);
        File.Delete(PathOf(projectId));
    }

    private Entry EntryOf(int projectId)
    {
        if (!_entries.TryGetValue(projectId, out var entry))
            _entries[projectId] = entry = new Entry { Map = Open(projectId) };
        return entry;
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

    private sealed class Entry
    {
        public DrawnMap? Map { get; set; }

        // Since the last drawing.
        public bool IsLookedAt { get; set; }

        // Looked at, and its pool not offered yet.
        public bool IsWanted { get; set; }

        // The pool as it is now was offered, or is what the map shows.
        public bool IsCurrent { get; set; }

        public OfferedPool? Offer { get; set; }

        public OfferedPool? Drawing { get; set; }

        public double Fraction { get; set; }

        public bool HasFailed { get; set; }
    }
}

/// <summary>A pool whose map is out of date.</summary>
/// <param name="ProjectId">Whose.</param>
/// <param name="Version">Feature version of the embeddings.</param>
/// <param name="Items">Ascending.</param>
/// <param name="Embeddings">One row for each item.</param>
public sealed record OfferedPool(int ProjectId, string Version, long[] Items, EmbeddingMatrix Embeddings);
