using System.CommandLine;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The loop with an oracle: what a strategy would have given on data whose labels are known.</summary>
internal static class SimulateVerb
{
    // Tiers that keep side files for a project's items have none to keep here.
    private const int NoProject = 0;

    public static void Add(RootCommand root, VerbContext context)
    {
        var data = new Option<string>("--data") { Description = "JSONL of the pool: {\"text\", \"label\" or \"labels\"}.", Required = true };
        var test = new Option<string>("--test") { Description = "JSONL to score on.", Required = true };
        var task = new Option<ProjectTask?>("--task") { Description = "single or multi; left out, the rows tell." };
        var tiers = VerbOptions.Names("--tier", "Tiers, with commas between: rules, regression, convolution, an average such as rules+regression, or blend for all that are ready.", "regression");
        var strategies = VerbOptions.Names("--strategy", $"Strategies, with commas between: {string.Join(", ", QueryStrategyNames.All)}.", QueryStrategyNames.Default);
        var seeds = VerbOptions.Number("--seeds", "Runs of each.", 3);
        var seedLabels = VerbOptions.Number("--seed-labels", "Labels before the first fit.", 25);
        var batch = VerbOptions.Number("--batch", "Labels between two fits.", 25);
        var max = VerbOptions.Number("--max", "Labels at which a run ends.", 1000);
        var output = new Option<string?>("--out") { Description = "CSV to write; standard output when left out." };
        var simulate = new Command("simulate", "Replay the loop on labelled data.") { data, test, task, tiers, strategies, seeds, seedLabels, batch, max, output };
        simulate.SetAction(async (parsed, ct) =>
        {
            var set = await ReadAsync(context, parsed.GetRequiredValue(data), parsed.GetRequiredValue(test), parsed.GetValue(task), ct);
            if (!set.IsDone)
                return await context.RefuseAsync(set.Problem);
            var options = new SimulationOptions
            {
                Strategies = VerbOptions.Split(parsed.GetRequiredValue(strategies)),
                Seeds = parsed.GetValue(seeds),
                SeedLabels = parsed.GetValue(seedLabels),
                Batch = parsed.GetValue(batch),
                Max = parsed.GetValue(max),
                Threads = Environment.ProcessorCount,
            };
            return await RunAsync(context, set.Value, options, VerbOptions.Split(parsed.GetRequiredValue(tiers)), parsed.GetValue(output), ct);
        });
        root.Subcommands.Add(simulate);
    }

    private static async Task<int> RunAsync(VerbContext context, SimulationSet set, SimulationOptions options, string[] tiers, string? output, CancellationToken ct)
    {
        Simulation simulation;
        try
        {
            simulation = new Simulation(set, options with { Tiers = NamedTier.Find(tiers, options.Threads) }, context.Services.GetRequiredService<TimeProvider>());
        }
        catch (ArgumentException exception)
        {
            return await context.RefuseAsync(Problem.Invalid("simulate", exception.Message));
        }

        await using var file = output is null ? null : new StreamWriter(context.PathOf(output));
        var writer = file ?? context.Output;
        await writer.WriteLineAsync(SimulationRow.Header);
        await TrainingThread.RunAsync(() =>
        {
            simulation.Run(row => writer.WriteLine(row.ToCsv()), ct);
            return true;
        });
        return 0;
    }

    private static async Task<Outcome<SimulationSet>> ReadAsync(VerbContext context, string data, string test, ProjectTask? task, CancellationToken ct)
    {
        var pool = await LabelledRows.ReadAsync(context.PathOf(data), "--data", ct);
        if (!pool.IsDone)
            return pool.Problem;
        var scored = await LabelledRows.ReadAsync(context.PathOf(test), "--test", ct);
        if (!scored.IsDone)
            return scored.Problem;
        var kind = task ?? (pool.Value.Concat(scored.Value).All(row => row.Labels.Count == 1) ? ProjectTask.Single : ProjectTask.Multi);
        var dataset = Path.GetFileName(Path.GetDirectoryName(context.PathOf(data))) ?? "";
        return new SimulationSet(dataset, kind == ProjectTask.Multi ? LabelTask.Multi : LabelTask.Single, pool.Value, scored.Value);
    }
}
