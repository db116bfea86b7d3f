using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>A project's labels with what people said of the sampled items.</summary>
internal sealed class RuleContext
{
    private RuleContext(RuleSample sample, ProjectTask task, List<Label> labels)
    {
        (Sample, Task, Labels, Set) = (sample, task, labels, LabelSets.Of(task, labels));
        var index = labels.Select((label, at) => (label.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at);
        foreach (var item in sample.Labelled)
        {
            int[] known = [.. (item.Consensus ?? []).Where(index.ContainsKey).Select(id => index[id]).Order()];
            // A single label that was retired says nothing of those that are left.
            if (task == ProjectTask.Single && known.Length != 1)
                continue;
            Labelled.Add(item);
            Truth.Add(known);
        }
    }

    public RuleSample Sample { get; }

    public ProjectTask Task { get; }

    /// <summary>Those in use, in their order.</summary>
    public List<Label> Labels { get; }

    public LabelSet Set { get; }

    public List<SampledText> Labelled { get; } = [];

    /// <summary>Indexes of the labels of each labelled item.</summary>
    public List<int[]> Truth { get; } = [];

    public SampleSize Size => new(Sample.Pool.Count, Math.Max(Sample.Pool.Count, Sample.PoolSize), Labelled.Count, Math.Max(Labelled.Count, Sample.LabelledSize));

    public static async Task<RuleContext> ReadAsync(StudioStore store, RuleSamples samples, int projectId, CancellationToken ct)
    {
        var sample = await samples.OfAsync(projectId, ct);
        await using var db = await store.ReadAsync(ct);
        var task = await db.Projects.Where(project => project.Id == projectId).Select(project => project.Task).SingleAsync(ct);
        return new RuleContext(sample, task, await LabelsAsync(db, projectId, ct));
    }

    public static Task<List<Label>> LabelsAsync(StudioDbContext db, int projectId, CancellationToken ct) => db.Labels
        .Where(label => label.ProjectId == projectId && label.RetiredAt == null)
        .OrderBy(label => label.Position).ThenBy(label => label.Id)
        .ToListAsync(ct);
}
