using AnnotationStudio.Engine.Models.TransformerTier;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The encoders of the data folder, and each project's side files of embeddings.</summary>
public sealed class EncoderShelf(DataFolder folder, IOptions<EncodersOptions> options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, EmbeddingCache> _caches = [];

    /// <summary>What is there, and which of them new models use. Loads an encoder when it is first needed.</summary>
    public EncoderLibrary Library { get; } = new(
        folder.Encoders, options.Value.Use, new EncoderOptions { Threads = options.Value.Threads, MostTokens = options.Value.MostTokens });

    /// <summary>The transformer tier of a project: to train, to read an artifact back, or to ask whether it is ready. Making it loads nothing.</summary>
    public TransformerTier Tier(int projectId, int threads) =>
        new(Library, encoder => Cache(projectId, encoder), new TransformerOptions { Threads = threads });

    /// <summary>The embeddings that an encoder made of a project's items.</summary>
    public EmbeddingCache Cache(int projectId, Encoder encoder)
    {
        var path = Path.Combine(folder.Features, $"{projectId}.{Convert.ToHexStringLower(encoder.Stamp.Bytes().AsSpan(0, 8))}.embeddings");
        lock (_lock)
        {
            if (!_caches.TryGetValue(path, out var cache))
                _caches[path] = cache = EmbeddingCache.Open(path, encoder.Stamp, encoder.Dimension);
            return cache;
        }
    }

    /// <summary>Whether any embeddings of a project are kept.</summary>
    public bool Holds(int projectId) => Directory.EnumerateFiles(folder.Features, $"{projectId}.*.embeddings").Any();

    /// <summary>Drops the side files of projects that are not there any more.</summary>
    public void Keep(IReadOnlySet<int> projects)
    {
        foreach (var path in Directory.EnumerateFiles(folder.Features, "*.embeddings"))
            if (int.TryParse(Path.GetFileName(path).Split('.')[0], out var project) && !projects.Contains(project))
                Delete(path);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var cache in _caches.Values)
                cache.Dispose();
            _caches.Clear();
        }

        Library.Dispose();
    }

    private void Delete(string path)
    {
        lock (_lock)
        {
            if (_caches.Remove(path, out var cache))
                cache.Dispose();
            File.Delete(path);
        }
    }
}
