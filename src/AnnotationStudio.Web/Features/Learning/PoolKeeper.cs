using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Keeps the pools of all projects: in memory, with side files that can be rebuilt from the database at any time.</summary>
/// <remarks>A round and a ranking read one pool at once. Who changes pools has the turn to do so, and each change is short and waits for the readers of <see cref="Read"/>.</remarks>
internal sealed class PoolKeeper(
    DataFolder folder, IOptions<LearningOptions> options, IOptions<StudioOptions> studio, TimeProvider time, ILogger<PoolKeeper> logger) : IDisposable
{
    private const int SpaceSeed = 1;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, ProjectPool> _pools = [];

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The turn to change pools: a round's from its beginning to its end, since it goes on reading, or a ranking's of items that changed.</summary>
    /// <returns>Disposed of at the end of the turn.</returns>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    /// <summary>The same when nobody has it, else null.</summary>
    public IDisposable? TryTakeTurn() => _turn.Wait(0) ? new Turn(_turn) : null;

    /// <summary>Whether the project's pool was prepared since the start.</summary>
    public bool Holds(int projectId) => Find(projectId) is not null;

    /// <summary>Reads the pool as it was last brought up to date, null for none, while nobody changes it.</summary>
    public T Read<T>(int projectId, Func<ProjectPool?, T> read)
    {
        lock (_gate)
            return read(_pools.GetValueOrDefault(projectId));
    }

    /// <summary>The pool, holding exactly the items that are there now. For who has the turn, on the training thread; null for a project without items.</summary>
    public ProjectPool? Refresh(StudioDbContext db, int projectId, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var reader = new ItemReader(db, projectId);
        var ids = reader.Ids();
        if (ids.Count == 0)
        {
            Forget(projectId);
            return null;
        }

        var known = Find(projectId) ?? Open(projectId);
        var isChanged = true;
        if (known is null || IsOutgrown(known.Pool, ids.Count) || Lacks(known.Pool, ids))
            known = Build(projectId, reader, ids.Count, progress, ct);
        else
            isChanged = BringUpToDate(ref known, reader, ids, ct);

        known.Reserved = reader.Reserved();
        lock (_gate)
            _pools[projectId] = known;
        if (!isChanged)
            return known;
        Save(projectId, known);
        Log.PoolReady(logger, projectId, known.Pool.Count, time.GetElapsedTime(started).TotalSeconds);
        return known;
    }

    /// <summary>Hashes of the feature spaces that were saved as artifacts.</summary>
    public IReadOnlyList<string> SavedSpaces
    {
        get
        {
            lock (_gate)
                return [.. _pools.Values.Select(pool => pool.SpaceHash).OfType<string>()];
        }
    }

    /// <summary>Drops everything of a project, on disk too.</summary>
    public void Forget(int projectId)
    {
        lock (_gate)
            _pools.Remove(projectId);
        File.Delete(PathOf(projectId, "pool"));
        File.Delete(PathOf(projectId, "space"));
    }

    public void Dispose() => _turn.Dispose();

    private ProjectPool? Find(int projectId) => Read(projectId, pool => pool);

    private ProjectPool Made(int projectId, FeatureSpace space, Pool pool) =>
        new(projectId, space, pool, new WarmRegression(space, new RegressionOptions { Threads = studio.Value.TrainingThreads }));

    private bool IsOutgrown(Pool pool, int items)
    {
        var rows = pool.Count - pool.RemovedCount;
        return items > rows * (1 + options.Value.GrowthToRenew) || pool.RemovedCount > pool.Count / 2;
    }

    // Whether items older than the pool's newest are not in it: of two imports at once the one with the older items ended later.
    private static bool Lacks(Pool pool, List<long> ids)
    {
        var at = 0;
        for (var row = 0; row < pool.Count && at < ids.Count; row++)
        {
            if (ids[at] < pool.Item(row))
                return true;
            if (ids[at] != pool.Item(row))
                continue;
            if (pool.IsRemoved(row))
                return true;
            at++;
        }

        return false;
    }

    private ProjectPool Build(int projectId, ItemReader reader, int items, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        progress?.Report(new TrainingProgress("Learning the words of the texts", 0));
        var threads = studio.Value.TrainingThreads;
        var settings = new FeatureSpaceOptions { Seed = SpaceSeed, Threads = threads };
        var part = progress is null ? null : new Share(share => progress.Report(new TrainingProgress("Learning the words of the texts", share * .6)));
        var space = FeatureSpace.Learn(reader.Pages(0).SelectMany(page => page.Texts), items, settings, part, ct);
        var pool = new Pool(space.Layout);
        foreach (var (ids, texts) in reader.Pages(0))
        {
            pool.Append(ids, space.Featurize(texts, threads, ct).Features!, Math.Max(0, items - pool.Count - ids.Length));
            progress?.Report(new TrainingProgress("Reading the texts", .6 + (.4 * pool.Count / items)));
        }

        return Made(projectId, space, pool);
    }

    // True when something changed. Rows that are gone are masked out; of erased texts nothing stays, not even what was counted in them.
    private bool BringUpToDate(ref ProjectPool known, ItemReader reader, List<long> ids, CancellationToken ct)
    {
        var pool = known.Pool;
        var gone = Gone(pool, ids);
        lock (_gate)
            gone.ForEach(item => pool.Remove(item));
        var holdsErased = pool.RemovedCount > 0 && reader.Erased().Overlaps(Enumerable.Range(0, pool.Count).Where(pool.IsRemoved).Select(pool.Item));
        if (holdsErased)
            known = new ProjectPool(known.ProjectId, known.Space, pool = pool.Compact(), known.Head) { SpaceHash = known.SpaceHash };
        var newest = pool.Count == 0 ? 0 : pool.Item(pool.Count - 1);
        var added = false;
        foreach (var (fresh, texts) in reader.Pages(newest))
        {
            var features = known.Space.Featurize(texts, studio.Value.TrainingThreads, ct).Features!;
            lock (_gate)
                pool.Append(fresh, features);
            added = true;
        }

        return added || holdsErased || gone.Count > 0;
    }

    // Items of the pool that are there no more. Both ascend: a set of a million ids would be 40 MB to throw away.
    private static List<long> Gone(Pool pool, List<long> ids)
    {
        var (gone, at) = (new List<long>(), 0);
        for (var row = 0; row < pool.Count; row++)
        {
            var item = pool.Item(row);
            while (at < ids.Count && ids[at] < item)
                at++;
            if ((at == ids.Count || ids[at] != item) && !pool.IsRemoved(row))
                gone.Add(item);
        }

        return gone;
    }

    private ProjectPool? Open(int projectId)
    {
        try
        {
            if (!File.Exists(PathOf(projectId, "space")))
                return null;
            using var file = File.OpenRead(PathOf(projectId, "space"));
            using var buffered = new BufferedStream(file, 1 << 20);
            var space = FeatureSpace.Load(buffered);
            return Made(projectId, space, Pool.Open(PathOf(projectId, "pool"), space.Version));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            Log.PoolRebuilt(logger, projectId, exception.Message);
            return null;
        }
    }

    private void Save(int projectId, ProjectPool known)
    {
        var path = PathOf(projectId, "space");
        using (var file = new BufferedStream(File.Create(path + ".tmp"), 1 << 20))
            known.Space.Save(file);
        File.Move(path + ".tmp", path, overwrite: true);
        known.Pool.Save(PathOf(projectId, "pool"));
    }

    private string PathOf(int projectId, string kind) => Path.Combine(folder.Features, $"{projectId}.{kind}");

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }

    private sealed class Share(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
