using System.Collections.Concurrent;
using System.Text.Json;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Keeps what the last search for label errors found in each project: in memory, with a side file that can be rebuilt.</summary>
/// <remarks>A search is made once somebody looks, and again as labels come while somebody has looked since the last.</remarks>
public sealed class ErrorShelf(DataFolder folder, StudioEvents events)
{
    private readonly ConcurrentDictionary<int, FoundErrors> _found = new();
    private readonly ConcurrentDictionary<int, bool> _looked = new();

    /// <summary>Null where nobody has searched yet.</summary>
    public FoundErrors? Find(int projectId)
    {
        if (_found.TryGetValue(projectId, out var known))
            return known;
        return Read(PathOf(projectId)) is { } read ? _found.GetOrAdd(projectId, read) : null;
    }

    /// <summary>Somebody looks at what was found.</summary>
    public void Look(int projectId) => _looked[projectId] = true;

    /// <summary>Whether anybody has looked since the last search ended.</summary>
    public bool IsLookedAt(int projectId) => _looked.ContainsKey(projectId);

    public void Keep(int projectId, FoundErrors found)
    {
        var path = PathOf(projectId);
        File.WriteAllBytes(path + ".tmp", JsonSerializer.SerializeToUtf8Bytes(found));
        File.Move(path + ".tmp", path, overwrite: true);
        _found[projectId] = found;
        _looked.TryRemove(projectId, out _);
        events.Publish(Happening.ErrorsSearched, projectId);
    }

    /// <summary>Drops everything of a project, on disk too.</summary>
    public void Forget(int projectId)
    {
        _found.TryRemove(projectId, out _);
        _looked.TryRemove(projectId, out _);
        File.Delete(PathOf(projectId));
    }

    // A file that is damaged or another build's is as good as none: the next search writes it anew.
    private static FoundErrors? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<FoundErrors>(File.ReadAllBytes(path)) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            return null;
        }
    }

    private string PathOf(int projectId) => Path.Combine(folder.Features, $"{projectId}.errors");
}
