using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A queue for whoever labels first: a large pool takes up to half a minute to prepare, a sample of it a second.</summary>
internal sealed class FirstQueue(QueueWriter queue, IOptions<LearningOptions> options, IOptions<StudioOptions> studio)
{
    // Enough for 25 clusters of a hundred texts; more would only take longer.
    private const int Sample = 2_500;
    private const int Page = 500;

    // Words and their vectors alone, of fewer dimensions: they only have to tell groups of texts apart, once.
    private readonly FeatureSpaceOptions _space = new() { Seed = 1, Threads = studio.Value.TrainingThreads, CharacterTexts = 0, Dimensions = 50 };

    /// <summary>Fills the queue of a project that has none; does nothing where there is one, or where all items are few enough to be ranked at once.</summary>
    public async Task FillAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        if (await db.Queue.AnyAsync(entry => entry.ProjectId == projectId && !entry.IsAudit, ct))
            return;
        var sample = await SampleAsync(db, projectId, ct);
        if (sample.Count < Sample)
            return;
        var strategy = QueryStrategyNames.Find(await db.Projects.Where(project => project.Id == projectId).Select(project => project.Settings.Strategy).SingleAsync(ct));
        var picks = await TrainingThread.RunAsync(() => Pick(sample, projectId, strategy, ct));
        await queue.ReplaceAsync(projectId, picks, 0);
    }

    // Audit ranks are drawn by chance, so items in their order are a sample by chance, and an index has them so.
    private static Task<List<SampledItem>> SampleAsync(StudioDbContext db, int projectId, CancellationToken ct) => db.Items
        .Where(item => item.ProjectId == projectId && item.State == ItemState.Open && !item.IsAudit && item.Import!.State == ImportState.Completed)
        .Where(item => !db.Assignments.Any(assignment => assignment.ItemId == item.Id && assignment.State != AssignmentState.Ended))
        .OrderBy(item => item.AuditRank).Take(Sample)
        .Select(item => new SampledItem(item.Id, item.Text)).ToListAsync(ct);

    private IReadOnlyList<Pick> Pick(List<SampledItem> sample, int projectId, IQueryStrategy strategy, CancellationToken ct)
    {
        // A pool's rows ascend by item.
        var items = sample.OrderBy(item => item.Id).ToList();
        var space = FeatureSpace.Learn(items.Select(item => item.Text), items.Count, _space, null, ct);
        var pool = new Pool(space.Layout);
        foreach (var page in items.Chunk(Page))
            pool.Append([.. page.Select(item => item.Id)], space.Featurize([.. page.Select(item => item.Text)], _space.Threads, ct).Features!);
        var request = new RoundRequest
        {
            Pool = pool,
            Labels = LabelSet.Named(LabelTask.Single, []),
            Labelled = [],
            Tier = new RegressionTier(space),
            Strategy = strategy,
            QueueLength = options.Value.QueueLength,
            Seed = projectId,
        };
        return LearningLoop.Start(request, ct);
    }

    private sealed record SampledItem(long Id, string Text);
}
