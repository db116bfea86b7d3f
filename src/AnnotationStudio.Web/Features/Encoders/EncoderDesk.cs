using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.TransformerTier;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Encoders;

/// <summary>What admins see of the encoders, and what they may do: measure one, stop the embedding of a project, let it go on.</summary>
public sealed class EncoderDesk(StudioStore store, ProjectGate gate, EncoderShelf encoders, EncoderMeasuring measuring, EmbeddingBoard board)
{
    /// <summary>The encoders found, which one is used, and how far items are embedded.</summary>
    public async Task<Outcome<EncodersView>> ListAsync(Caller caller, CancellationToken ct)
    {
        if (await gate.DemandAsync(caller, Role.Admin, ct) is { IsDone: false, Problem: var refusal })
            return refusal;
        var library = encoders.Library;
        var (folders, (used, reason)) = await Task.Run(() => (library.Look(), library.Choose()), ct);
        var rows = folders.Select(folder => RowOf(folder, folder.Name == used?.Name)).OrderByDescending(row => row.IsUsed).ThenBy(row => row.Folder.Problem is not null).ToList();
        var progress = board.Read();
        await using var db = await store.ReadAsync(ct);
        var names = await db.Projects.Where(project => progress.Keys.Contains(project.Id)).OrderBy(project => project.Name).Select(project => new { project.Id, project.Name }).ToListAsync(ct);
        return new EncodersView(
            library.Folder, Sentence(library, used, reason, folders), rows, [.. names.Select(project => new ProjectEmbedding(project.Id, project.Name, progress[project.Id]))]);
    }

    /// <summary>Loads the encoder and measures how many texts a second it embeds here. A few seconds.</summary>
    public async Task<Outcome<EncoderSpeed>> MeasureAsync(Caller caller, string name, CancellationToken ct)
    {
        if (await gate.DemandAsync(caller, Role.Admin, ct) is { IsDone: false, Problem: var refusal })
            return refusal;
        if (encoders.Library.Look().FirstOrDefault(folder => folder.Name == name) is not { } found)
            return Problem.NotFound("encoder");
        try
        {
            return await measuring.MeasureAsync(found, ct);
        }
        catch (InvalidDataException exception)
        {
            return Problem.Conflict(exception.Message);
        }
    }

    /// <summary>Stops embedding a project's items ahead, or lets it go on. What is embedded stays.</summary>
    public async Task<Outcome<Done>> StopAsync(Caller caller, int projectId, bool isStopped, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Admin, ct) is { IsDone: false, Problem: var refusal })
            return refusal;
        if (isStopped)
            board.Stop(projectId);
        else
            board.GoOn(projectId);
        return Done.Value;
    }

    private EncoderRow RowOf(EncoderFolder folder, bool isUsed)
    {
        var loaded = encoders.Library.Loaded(folder);
        return new EncoderRow(folder, isUsed, loaded?.Dimension ?? folder.Dimension, loaded is null ? null : measuring.Find(loaded));
    }

    private static string Sentence(EncoderLibrary library, EncoderFolder? used, string reason, IReadOnlyList<EncoderFolder> folders)
    {
        if (used is null)
            return reason;
        var why = library.Preferred.Length > 0 ? "the setting Encoders:Use names it"
            : folders.Count(folder => folder.Problem is null) == 1 ? "it is the only one that can be used"
            : "it is the first by name; name another in the setting Encoders:Use";
        return $"All projects use {used.Name}: {why}. Models that were trained on another encoder go on with theirs while it is here.";
    }
}
