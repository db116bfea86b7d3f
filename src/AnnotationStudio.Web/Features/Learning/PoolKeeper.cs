using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Keeps the pools of all projects: in memory, with side files that can be rebuilt from the database at any time.</summary>
internal sealed class PoolKeeper(
    DataFolder folder, IOptions<LearningOptions> options, IOptions<StudioOptions> studio, TimeProvider time, ILogger<PoolKeeper> logger)
{
    private const int SpaceSeed = 1;
    private readonly Dictionary<int, ProjectPool> _pools = [];

    /// <summary>The pool, holding exactly the items that are there now. Runs on the training thread; null for a project without items.</summary>
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

        var known = _pools.GetValueOrDefault(projectId) ?? Open(projectId);
        if (known is null || IsOutgrown(known.Pool, ids.Count))
            known = Build(projectId, reader, ids.Count, progress, ct);
        else if (!BringUpToDate(ref known, reader, ids, ct))
            return _pools[projectId] = known;

        Save(projectId, known);
        _pools[projectId] = known;
        Log.PoolReady(logger, projectId, known.Pool.Count, time.GetElapsedTime(started).TotalSeconds);
        return known;
    }

    /// <summary>The pool as it was last brought up to date, or null.</summary>
    public ProjectPool? Find(int projectId) => _pools.GetValueOrDefault(projectId);

    /// <summary>Hashes of the feature spaces that were saved as artifacts.</summary>
    public IEnumerable<string> SavedSpaces => _pools.Values.Select(pool => pool.SpaceHash).OfType<string>();

    /// <summary>Drops everything of a project, on disk too.</summary>
    public void Forget(int projectId)
    {
        _pools.Remove(projectId);
        File.Delete(PathOf(projectId, "pool"));
        File.Delete(PathOf(projectId, "space"));
    }

    private bool IsOutgrown(Pool pool, int items)
    {
        var rows = pool.Count - pool.RemovedCount;
        return items > rows * (1 + options.Value.GrowthToRenew) || pool.RemovedCount > pool.Count / 2;
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
            pool.Append(ids, space.Featurize(texts, threads, ct).Features!);
            progress?.Report(new TrainingProgress("Reading the texts", .6 + (.4 * pool.Count / items)));
        }

        return new ProjectPool(projectId, space, pool);
    }

    // True when something changed. Rows that are gone are masked out; of erased texts nothing stays, not even what was counted in them.
    private bool BringUpToDate(ref ProjectPool known, ItemReader reader, List<long> ids, CancellationToken ct)
    {
        var pool = known.Pool;
        var there = ids.ToHashSet();
        var gone = Enumerable.Range(0, pool.Count).Where(row => !pool.IsRemoved(row)).Select(pool.Item).Where(item => !there.Contains(item)).ToList();
        gone.ForEach(item => pool.Remove(item));
        var holdsErased = pool.RemovedCount > 0 && reader.Erased().Overlaps(Enumerable.Range(0, pool.Count).Where(pool.IsRemoved).Select(pool.Item));
        if (holdsErased)
            known = new ProjectPool(known.ProjectId, known.Space, pool = pool.Compact()) { SpaceHash = known.SpaceHash };
        var newest = pool.Count == 0 ? 0 : pool.Item(pool.Count - 1);
        var added = false;
        foreach (var (fresh, texts) in reader.Pages(newest))
        {
            pool.Append(fresh, known.Space.Featurize(texts, studio.Value.TrainingThreads, ct).Features!);
            added = true;
        }

        return added || holdsErased || gone.Count > 0;
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
            return new ProjectPool(projectId, space, Pool.Open(PathOf(projectId, "pool"), space.Version));
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

    private sealed class Share(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
