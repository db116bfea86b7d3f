using System.Collections.Concurrent;
using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The loaded models of all projects. A version never changes, so it is loaded once and shared.</summary>
public sealed class ModelShelf : IDisposable
{
    private const int MostLoaded = 64;
    private readonly StudioStore _store;
    private readonly ModelLoader _loader;
    private readonly ILogger<ModelShelf> _logger;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, Lazy<Task<ServingModel?>>> _loaded = new();
    private readonly ConcurrentDictionary<int, string> _faults = new();
    private readonly ConcurrentDictionary<int, Task<ServingModel?>> _champions = new();

    public ModelShelf(StudioStore store, StudioEvents events, ModelLoader loader, ILogger<ModelShelf> logger)
    {
        (_store, _loader, _logger) = (store, loader, logger);
        _subscription = events.Subscribe(change =>
        {
            if (change.What is Happening.ModelChanged or Happening.ProjectChanged)
                _champions.TryRemove(change.ProjectId, out _);
        });
    }

    /// <summary>The model that suggests in the project, or null when there is none.</summary>
    public Task<ServingModel?> ChampionAsync(int projectId, CancellationToken ct) =>
        _champions.GetOrAdd(projectId, FindChampionAsync).WaitAsync(ct);

    /// <summary>One version of the project's models, or null when there is no such version or its artifact is damaged.</summary>
    public async Task<ServingModel?> VersionAsync(int projectId, int version, CancellationToken ct)
    {
        await using var db = await _store.ReadAsync(ct);
        var row = await db.ModelVersions.SingleOrDefaultAsync(model => model.ProjectId == projectId && model.Version == version, ct);
        return row is null || await LoadAsync(row).WaitAsync(ct) is not { } model ? null : await TellAsync(db, projectId, model, ct);
    }

    /// <summary>What was wrong with a version's files when they were last read, in words; null when nothing was.</summary>
    public string? FaultOf(int modelVersionId) => _faults.GetValueOrDefault(modelVersionId);

    /// <summary>Takes in a version that was just trained, so that nobody waits for it to be read back.</summary>
    public void Add(int modelVersionId, ServingModel model)
    {
        _loaded[modelVersionId] = new Lazy<Task<ServingModel?>>(Task.FromResult<ServingModel?>(model));
        foreach (var oldest in _loaded.Keys.Order().SkipLast(MostLoaded))
            _loaded.TryRemove(oldest, out _);
    }

    public void Dispose() => _subscription.Dispose();

    private async Task<ServingModel?> FindChampionAsync(int projectId)
    {
        await using var db = await _store.ReadAsync(CancellationToken.None);
        var championId = await db.Projects.Where(project => project.Id == projectId).Select(project => project.ChampionId).SingleOrDefaultAsync();
        // Should the champion's artifact be damaged, the newest promoted version that can be read serves.
        var rows = await db.ModelVersions
            .Where(model => model.ProjectId == projectId && model.WasPromoted && model.RetiredAt == null)
            .OrderByDescending(model => model.Id == championId).ThenByDescending(model => model.Id)
            .ToListAsync();
        foreach (var row in rows)
            if (await LoadAsync(row) is { } model)
                return await TellAsync(db, projectId, model, CancellationToken.None);
        return null;
    }

    // What is loaded speaks of the labels that it was trained on, for good; what is handed out, of those that count now.
    private static async Task<ServingModel> TellAsync(StudioDbContext db, int projectId, ServingModel model, CancellationToken ct)
    {
        var effective = EffectiveLabels.Read(db, projectId);
        if (effective.AreAsSaid)
            return model;
        return model.Under(effective, await db.Labels.Where(label => label.ProjectId == projectId).OrderBy(label => label.Position).ThenBy(label => label.Id).Select(label => label.Id).ToListAsync(ct));
    }

    private async Task<ServingModel?> LoadAsync(ModelVersion row)
    {
        var model = await _loaded.GetOrAdd(row.Id, _ => new Lazy<Task<ServingModel?>>(() => Task.Run(() => Load(row)))).Value;
        // A file that is damaged may be put back, so only what was read is kept.
        if (model is null)
            _loaded.TryRemove(row.Id, out _);
        return model;
    }

    private ServingModel? Load(ModelVersion row)
    {
        try
        {
            var model = _loader.Load(row);
            _faults.TryRemove(row.Id, out _);
            return model;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Log.ArtifactRefused(_logger, row.Version, row.ProjectId, exception.Message);
            _faults[row.Id] = exception is InvalidDataException ? exception.Message.TrimEnd('.') : "its file cannot be opened";
            return null;
        }
    }
}
