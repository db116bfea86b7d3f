using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Components;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Simulating;

/// <summary>What people have said in a project, cut into what plays the pool and what scores.</summary>
internal static class SimulationLabels
{
    /// <summary>Fewest items that play the pool: with fewer there is nothing to choose from.</summary>
    public const int LeastPool = 150;

    /// <summary>Fewest audit items that score by themselves; with fewer, labelled items are held out.</summary>
    public const int LeastAudit = 100;

    private const int MostPool = 5_000;
    private const int MostTest = 2_000;
    private const int TestShare = 4;   // one in so many labelled items is held out

    /// <summary>Why the labels are too few, in words; null when they are enough.</summary>
    public static string? TooFew(int labelled, int audit)
    {
        var least = audit >= LeastAudit ? LeastPool : LeastPool * TestShare / (TestShare - 1);
        return labelled >= least ? null
            : $"{Numbers.Count(labelled, "labelled item")} {(labelled == 1 ? "is" : "are")} too few to tell strategies apart: with fewer than {Numbers.Count(least)} there is hardly anything to choose from. Label {Numbers.Count(least - labelled)} more, then come back.";
    }

    /// <summary>Labelled items without audit, and audit items: those with labels that are still there.</summary>
    public static IQueryable<Item> Labelled(StudioDbContext db, int projectId, bool isAudit) => db.Items.Where(item =>
        item.ProjectId == projectId && item.State == ItemState.Labelled && item.IsAudit == isAudit && item.Import!.State == ImportState.Completed);

    /// <summary>The set, drawn anew for each run from what there is now. Nothing is learned from the audit items: they score throwaway models, and no version is chosen by it.</summary>
    public static (SimulationSet Set, bool ScoredOnAudit) Read(StudioDbContext db, int projectId, int seed)
    {
        var task = db.Projects.Where(project => project.Id == projectId).Select(project => project.Task).Single();
        var names = db.Labels.Where(label => label.ProjectId == projectId && label.RetiredAt == null).ToDictionary(label => label.Id, label => label.Name);
        var pool = Texts(db, projectId, false, names, task);
        var test = Texts(db, projectId, true, names, task);
        var scoredOnAudit = test.Length >= LeastAudit;
        new Random(seed).Shuffle(pool);
        if (!scoredOnAudit)
            (test, pool) = (pool[..(pool.Length / TestShare)], pool[(pool.Length / TestShare)..]);
        return (new SimulationSet($"project-{projectId}", task == ProjectTask.Multi ? LabelTask.Multi : LabelTask.Single, pool[..Math.Min(MostPool, pool.Length)], test[..Math.Min(MostTest, test.Length)]), scoredOnAudit);
    }

    private static LabelledText[] Texts(StudioDbContext db, int projectId, bool isAudit, Dictionary<int, string> names, ProjectTask task) =>
    [
        .. Labelled(db, projectId, isAudit).OrderBy(item => item.Id).Select(item => new { item.Text, item.Consensus }).AsNoTracking().AsEnumerable()
            .Select(item => new LabelledText(item.Text, [.. (item.Consensus ?? []).Where(names.ContainsKey).Select(label => names[label])]))
            .Where(text => task == ProjectTask.Multi || text.Labels.Count == 1),
    ];
}
