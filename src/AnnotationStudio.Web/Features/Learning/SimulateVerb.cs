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
        var strategies = VerbOptions.Names("--strategy", $"Strategies, with commas between: {string.Join(", ", QueryStrategyNames.All)}; each can be followed by {string.Join(", ", QueryStrategyNames.Additions.Select(addition => $"+{addition}"))}.", QueryStrategyNames.Default);
        var seeds = VerbOptions.Number("--seeds", "Runs of each.", 3);
        var seedLabels = VerbOptions.Number("--seed-labels", "Labels before the first fit.", 25);
        var batch = VerbOptions.Number("--batch", "Labels between two fits.", 25);
        var max = VerbOptions.Number("--max", "Labels at which a run ends.", 1000);
        var parallel = VerbOptions.Number("--parallel", "Runs at the same time; fewer leave the machine to others.", Environment.ProcessorCount);
        var ending = new Ending(
            new Option<string?>("--out") { Description = "CSV to write; standard output when left out." },
            new Option<bool>("--resume") { Description = "Keep what --out holds, and run only what is missing in it." },
            new Option<string?>("--report") { Description = "Markdown to write, with a chart as SVG beside it." },
            new Option<double?>("--target") { Description = "A value of which the report says at how many labels it is reached, such as 0.8." });
        var simulate = new Command("simulate", "Replay the loop on labelled data.")
        {
            data, test, task, tiers, strategies, seeds, seedLabels, batch, max, parallel, ending.Output, ending.Resume, ending.Report, ending.Target,
        };
        simulate.SetAction(async (parsed, ct) =>
        {
            var set = await ReadAsync(context, parsed.GetRequiredValue(data), parsed.GetRequiredValue(test), parsed.GetValue(task), ct);
            if (!set.IsDone)
                return await context.RefuseAsync(set.Problem);
            var options = new SimulationOptions
            {
                Strategies = [.. VerbOptions.Split(parsed.GetRequiredValue(strategies)).Distinct()],
                Seeds = parsed.GetValue(seeds),
                SeedLabels = parsed.GetValue(seedLabels),
                Batch = parsed.GetValue(batch),
                Max = parsed.GetValue(max),
                Parallel = parsed.GetValue(parallel),
            };
            return await RunAsync(context, set.Value, options, VerbOptions.Split(parsed.GetRequiredValue(tiers)), ending.Of(parsed, context), ct);
        });
        root.Subcommands.Add(simulate);
    }

    private static async Task<int> RunAsync(VerbContext context, SimulationSet set, SimulationOptions options, string[] tiers, Wanted wanted, CancellationToken ct)
    {
        if (wanted.Resume && wanted.Output is null)
            return await context.RefuseAsync(Problem.Invalid("--resume", "There is nothing to go on with: name the CSV by --out."));
        var known = wanted.Resume ? await CurveFile.ReadAsync(wanted.Output!, ct) : new List<SimulationRow>();
        if (!known.IsDone)
            return await context.RefuseAsync(known.Problem);
        Simulation simulation;
        var clock = context.Services.GetRequiredService<TimeProvider>();
        try
        {
            // A core that no run of its own can use helps the others within theirs.
            var runs = options.Strategies.Count * tiers.Length * options.Seeds;
            options = options with { Known = known.Value, Threads = Math.Max(1, options.Parallel / runs) };
            simulation = new Simulation(set, options with { Tiers = NamedTier.Find(tiers.Distinct(), options.Threads) }, clock);
        }
        catch (ArgumentException exception)
        {
            return await context.RefuseAsync(Problem.Invalid("simulate", exception.Message));
        }

        var rows = known.Value.Where(row => !simulation.IsToRun(row)).ToList();
        await using (var file = wanted.Output is null ? null : await CurveFile.OpenAsync(wanted.Output, rows, ct))
        {
            var writer = file ?? context.Output;
            if (file is null)
                await writer.WriteLineAsync(SimulationRow.Header);
            var progress = new SimulationProgress(simulation.Evaluations, context.Errors, clock, context.Errors == Console.Error && !Console.IsErrorRedirected);
            await TrainingThread.RunAsync(() =>
            {
                simulation.Run(row =>
                {
                    rows.Add(row);
                    writer.WriteLine(row.ToCsv());
                    progress.Advance();
                }, ct);
                return true;
            });
        }

        if (wanted.Report is not null)
            await CurveFile.WriteReportAsync(wanted.Report, rows, wanted.Target, ct);
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

    /// <summary>What is to become of the rows.</summary>
    private sealed record Wanted(string? Output, bool Resume, string? Report, double? Target);

    private sealed record Ending(Option<string?> Output, Option<bool> Resume, Option<string?> Report, Option<double?> Target)
    {
        public Wanted Of(ParseResult parsed, VerbContext context) => new(
            PathOf(parsed.GetValue(Output), context), parsed.GetValue(Resume), PathOf(parsed.GetValue(Report), context), parsed.GetValue(Target));

        private static string? PathOf(string? file, VerbContext context) => file is null ? null : context.PathOf(file);
    }
}
