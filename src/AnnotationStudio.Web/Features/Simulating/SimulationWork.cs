using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Text;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Simulating;

/// <summary>The computing of a simulation: the same loop as the product's, with people's answers as the oracle.</summary>
internal sealed class SimulationWork(ArtifactStore artifacts, IOptions<StudioOptions> options, TimeProvider time)
{
    private const int MostLabels = 1_000;
    private const int SeedLabels = 25;

    /// <exception cref="ArgumentException">The labels are too few or of one kind; the message says so.</exception>
    public SimulationYield Run(SimulationRun run, StudioDbContext db, Action<double> report, CancellationToken ct)
    {
        var (set, scoredOnAudit) = SimulationLabels.Read(db, run.ProjectId, run.Id);
        if (set.Pool.SelectMany(text => text.Labels).Distinct().Count() < 2)
            throw new ArgumentException("All labelled items have the same label, so there is nothing to learn. Label some of another kind, then start again.");
        var simulation = new Simulation(
            set,
            new SimulationOptions
            {
                Strategies = [.. run.Strategies],
                Seeds = run.Seeds,
                SeedLabels = Math.Min(SeedLabels, run.Batch),
                Batch = run.Batch,
                Max = MostLabels,
                Threads = options.Value.TrainingThreads,
                Space = Space(db, run.ProjectId),
            },
            time);
        var rows = new List<string>();
        simulation.Run(
            row =>
            {
                rows.Add(row.ToCsv());
                report((double)rows.Count / simulation.Evaluations);
            },
            ct);
        return new SimulationYield(string.Join('\n', rows), set.Pool.Count, set.Test.Count, scoredOnAudit);
    }

    // What the newest version knows of the whole pool's words, as in the product; before there is one, the labelled texts have to do.
    private FeatureSpace? Space(StudioDbContext db, int projectId)
    {
        var hash = db.ModelVersions.Where(model => model.ProjectId == projectId && model.FeaturesHash != null).OrderByDescending(model => model.Id).Select(model => model.FeaturesHash).FirstOrDefault();
        if (hash is null)
            return null;
        try
        {
            using var file = artifacts.Open(hash);
            return FeatureSpace.Load(file);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            return null;
        }
    }
}

/// <summary>What a simulation brought.</summary>
/// <param name="Rows">Lines of CSV without their header.</param>
/// <param name="PoolItems">Items that played the pool.</param>
/// <param name="TestItems">Items that scored.</param>
/// <param name="ScoredOnAudit">Whether those were audit items.</param>
internal sealed record SimulationYield(string Rows, int PoolItems, int TestItems, bool ScoredOnAudit);
