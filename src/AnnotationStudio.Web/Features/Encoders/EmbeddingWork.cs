using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.TransformerTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Encoders;

/// <summary>What is to be embedded, and the embedding of a slice of it.</summary>
internal sealed class EmbeddingWork(StudioStore store, EncoderShelf encoders)
{
    private const int ItemsOfSlice = 64;

    /// <summary>Items of a project that have no embedding yet, the most needed first.</summary>
    internal sealed record Plan(Encoder Encoder, EmbeddingCache Cache, List<long> Missing, int Total);

    /// <summary>Projects that are there, and of them those that have labels enough.</summary>
    public async Task<(HashSet<int> All, List<int> Ready)> ProjectsAsync(int labelled, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var all = await db.Projects.Select(project => new { project.Id, project.State, project.LabelledCount }).ToListAsync(ct);
        return ([.. all.Select(project => project.Id)],
            [.. all.Where(project => project.State != ProjectState.Archived && project.LabelledCount >= labelled).Select(project => project.Id)]);
    }

    /// <summary>Drops what is kept of projects that are not there any more.</summary>
    public void Keep(IReadOnlySet<int> projects) => encoders.Keep(projects);

    /// <summary>Whether any embeddings of a project are kept.</summary>
    public bool Holds(int projectId) => encoders.Holds(projectId);

    /// <summary>Whether a training computes: it comes first.</summary>
    public async Task<bool> IsTrainingAsync(CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        return await db.TrainingRuns.AnyAsync(run => run.State == RunState.Running, ct);
    }

    /// <summary>Wipes the embeddings of items that are gone, and finds what is missing; null without an encoder that can be used.</summary>
    /// <exception cref="InvalidDataException">The encoder does not load; the message says what to do.</exception>
    public async Task<Plan?> PlanAsync(int projectId, CancellationToken ct)
    {
        if (encoders.Library.Choose().Folder is not { } folder)
            return null;
        var encoder = encoders.Library.Loaded(folder) ?? await TrainingThread.RunAsync(() => encoders.Library.Open(folder));
        await using var db = await store.ReadAsync(ct);
        var there = await Visible(db, projectId).OrderBy(item => item.Id).Select(item => item.Id).ToListAsync(ct);
        var cache = encoders.Cache(projectId, encoder);
        cache.Keep(there.ToHashSet());
        var missing = there.Where(item => !cache.Holds(item)).ToList();
        return new Plan(encoder, cache, missing.Count == 0 ? missing : await MostNeededFirstAsync(db, projectId, missing, ct), there.Count);
    }

    /// <summary>Embeds the next slice of a plan and takes it off.</summary>
    public async Task<int> EmbedAsync(Plan plan, CancellationToken ct)
    {
        var ids = plan.Missing.GetRange(0, Math.Min(ItemsOfSlice, plan.Missing.Count));
        await using var db = await store.ReadAsync(ct);
        var texts = await db.Items.Where(item => ids.Contains(item.Id) && item.State != ItemState.Erased).ToDictionaryAsync(item => item.Id, item => item.Text, ct);
        long[] items = [.. ids.Where(texts.ContainsKey)];
        await TrainingThread.RunAsync(() => new Embedder(plan.Encoder, plan.Cache).Embed(new TextBatch([.. items.Select(item => texts[item])]) { Items = items }, null, ct));
        plan.Missing.RemoveRange(0, ids.Count);
        return items.Length;
    }

    // Labelled items and those that wait to be given out are what the next training reads first.
    private static async Task<List<long>> MostNeededFirstAsync(StudioDbContext db, int projectId, List<long> missing, CancellationToken ct)
    {
        var labelled = await Visible(db, projectId).Where(item => item.State == ItemState.Labelled).OrderBy(item => item.Id).Select(item => item.Id).ToListAsync(ct);
        var waiting = await db.Queue.Where(entry => entry.ProjectId == projectId).OrderBy(entry => entry.Rank).Select(entry => entry.ItemId).ToListAsync(ct);
        var open = missing.ToHashSet();
        var first = labelled.Concat(waiting).Where(open.Remove).ToList();
        first.AddRange(missing.Where(open.Contains));
        return first;
    }

    private static IQueryable<Item> Visible(StudioDbContext db, int projectId) => db.Items.Where(item =>
        item.ProjectId == projectId && item.State != ItemState.Erased && item.Import!.State == ImportState.Completed);
}
