using System.CommandLine;
using System.Text.Json;
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
        var tiers = Names("--tier", $"Tiers, with commas between: {string.Join(", ", TierWords.All)}.", ModelTier.Regression.Word());
        var strategies = Names("--strategy", $"Strategies, with commas between: {string.Join(", ", QueryStrategyNames.All)}.", QueryStrategyNames.Default);
        var seeds = Number("--seeds", "Runs of each.", 3);
        var seedLabels = Number("--seed-labels", "Labels before the first fit.", 25);
        var batch = Number("--batch", "Labels between two fits.", 25);
        var max = Number("--max", "Labels at which a run ends.", 1000);
        var output = new Option<string?>("--out") { Description = "CSV to write; standard output when left out." };
        var simulate = new Command("simulate", "Replay the loop on labelled data.") { data, test, task, tiers, strategies, seeds, seedLabels, batch, max, output };
        simulate.SetAction(async (parsed, ct) =>
        {
            var set = await ReadAsync(context, parsed.GetRequiredValue(data), parsed.GetRequiredValue(test), parsed.GetValue(task), ct);
            if (!set.IsDone)
                return await context.RefuseAsync(set.Problem);
            var tierList = ReadTiers(context.Services.GetRequiredService<TierCatalog>(), Split(parsed.GetRequiredValue(tiers)));
            if (!tierList.IsDone)
                return await context.RefuseAsync(tierList.Problem);
            var options = new SimulationOptions
            {
                Tiers = tierList.Value,
                Strategies = Split(parsed.GetRequiredValue(strategies)),
                Seeds = parsed.GetValue(seeds),
                SeedLabels = parsed.GetValue(seedLabels),
                Batch = parsed.GetValue(batch),
                Max = parsed.GetValue(max),
                Threads = Environment.ProcessorCount,
            };
            return await RunAsync(context, set.Value, options, parsed.GetValue(output), ct);
        });
        root.Subcommands.Add(simulate);
    }

    private static Option<string> Names(string name, string description, string value) => new(name) { Description = description, DefaultValueFactory = _ => value };

    private static Option<int> Number(string name, string description, int value)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be 1 or more.");
        });
        return option;
    }

    private static string[] Split(string names) => names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static async Task<int> RunAsync(VerbContext context, SimulationSet set, SimulationOptions options, string? output, CancellationToken ct)
    {
        Simulation simulation;
        try
        {
            simulation = new Simulation(set, options, context.Services.GetRequiredService<TimeProvider>());
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

    private static Outcome<List<SimulationTier>> ReadTiers(TierCatalog catalog, string[] names)
    {
        var tiers = new List<SimulationTier>();
        foreach (var name in names)
        {
            if (TierWords.Read(name) is { IsDone: false, Problem: var unknown })
                return unknown with { Field = "--tier" };
            var asked = catalog.Ask(TierWords.Read(name).Value!.Value, NoProject);
            if (!asked.IsDone)
                return asked.Problem with { Field = "--tier" };
            tiers.Add(new SimulationTier(asked.Value.Word, space => asked.Value.Make(new TierGround(NoProject, space, Environment.ProcessorCount))));
        }

        return tiers;
    }

    private static async Task<Outcome<SimulationSet>> ReadAsync(VerbContext context, string data, string test, ProjectTask? task, CancellationToken ct)
    {
        var pool = await ReadRowsAsync(context.PathOf(data), "--data", ct);
        if (!pool.IsDone)
            return pool.Problem;
        var scored = await ReadRowsAsync(context.PathOf(test), "--test", ct);
        if (!scored.IsDone)
            return scored.Problem;
        var kind = task ?? (pool.Value.Concat(scored.Value).All(row => row.Labels.Count == 1) ? ProjectTask.Single : ProjectTask.Multi);
        var dataset = Path.GetFileName(Path.GetDirectoryName(context.PathOf(data))) ?? "";
        return new SimulationSet(dataset, kind == ProjectTask.Multi ? LabelTask.Multi : LabelTask.Single, pool.Value, scored.Value);
    }

    private static async Task<Outcome<List<LabelledText>>> ReadRowsAsync(string path, string option, CancellationToken ct)
    {
        if (!File.Exists(path))
            return Problem.Invalid(option, $"There is no file {path}.");
        var rows = new List<LabelledText>();
        await foreach (var line in File.ReadLinesAsync(path, ct))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            try
            {
                rows.Add(ReadRow(line));
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                return Problem.Invalid(option, $"Row {rows.Count + 1:N0} is not {{\"text\", \"label\" or \"labels\"}}. Mend it, and try again.");
            }
        }

        return rows;
    }

    private static LabelledText ReadRow(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = json.RootElement;
        string[] labels = row.TryGetProperty("labels", out var list)
            ? [.. list.EnumerateArray().Select(label => label.GetString()!)]
            : [row.GetProperty("label").GetString()!];
        return new LabelledText(row.GetProperty("text").GetString()!, labels);
    }
}
