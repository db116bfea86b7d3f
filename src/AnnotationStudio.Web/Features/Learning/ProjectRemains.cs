using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Clears what a project that is gone has left beside the database: its pool, and what a round saved that was cut off by the erasure.</summary>
internal sealed class ProjectRemains(StudioStore store, PoolKeeper pools, ErrorShelf errors, MapShelf maps, ArtifactStore artifacts, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    public async Task ClearAsync(int projectId, CancellationToken ct)
    {
        pools.Forget(projectId);
        errors.Forget(projectId);
        maps.Forget(projectId);
        var unnamed = await UnnamedAsync(artifacts.All(), ct);
        if (unnamed.Count == 0)
            return;
        // A project that is being made has saved its model already and names it in a moment.
        await Task.Delay(Pause, time, ct);
        foreach (var hash in await UnnamedAsync(unnamed, ct))
            artifacts.Delete(hash);
    }

    // Features that a pool has saved are named by its next version.
    private async Task<List<string>> UnnamedAsync(IReadOnlyList<string> hashes, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var named = (await db.ModelVersions.Select(model => model.ArtifactHash).Distinct().ToListAsync(ct)).ToHashSet();
        named.UnionWith(await db.ModelVersions.Where(model => model.FeaturesHash != null).Select(model => model.FeaturesHash!).Distinct().ToListAsync(ct));
        named.UnionWith(await db.ModelVersions.Where(model => model.DataHash != null).Select(model => model.DataHash!).Distinct().ToListAsync(ct));
        named.UnionWith(pools.SavedSpaces);
        return [.. hashes.Where(hash => !named.Contains(hash))];
    }
}
