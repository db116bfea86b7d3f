using System.CommandLine;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>How good each tier is on labelled texts: a table with intervals. Needs no project.</summary>
internal static class EvaluateVerb
{
    public static void Add(RootCommand root, VerbContext context)
    {
        var data = new Option<string>("--data") { Description = "JSONL files with commas between: {\"text\", \"label\" or \"labels\"}. Cross-validated, or trained on with --test.", Required = true };
        var test = new Option<string?>("--test") { Description = "JSONL to judge on; left out, --data is cross-validated." };
        var task = new Option<ProjectTask?>("--task") { Description = "single or multi; left out, the rows tell." };
        var labels = new Option<string?>("--labels") { Description = "JSON of the labels with their aliases and parents; left out, the rows' labels alone." };
        var tiers = VerbOptions.Names("--tier", "Tiers, with commas between: rules, regression, convolution, an average such as rules+regression, or blend for all that are ready.", "rules,regression,blend");
        var folds = VerbOptions.Number("--folds", "Parts of the cross-validation.", 5, 2);
        var seed = VerbOptions.Number("--seed", "Deals the folds.", 1);
        var output = new Option<string?>("--out") { Description = "JSON to write the table to as well." };
        var evaluate = new Command("evaluate", "Judge tiers on labelled data.") { data, test, task, labels, tiers, folds, seed, output };
        evaluate.SetAction(async (parsed, ct) =>
        {
            var set = await ReadAsync(
                context, VerbOptions.Split(parsed.GetRequiredValue(data)), parsed.GetValue(test), parsed.GetValue(labels), parsed.GetValue(task), ct);
            return set.IsDone
                ? await RunAsync(
                    context, set.Value, VerbOptions.Split(parsed.GetRequiredValue(tiers)), (parsed.GetValue(folds), parsed.GetValue(seed)), parsed.GetValue(output), ct)
                : await context.RefuseAsync(set.Problem);
        });
        root.Subcommands.Add(evaluate);
    }

    private static async Task<int> RunAsync(
        VerbContext context, EvaluationSet set, string[] tiers, (int Folds, int Seed) deal, string? output, CancellationToken ct)
    {
        var rows = new List<EvaluationRow>();
        try
        {
            var chosen = NamedTier.Find(tiers, Environment.ProcessorCount);
            var evaluation = new TierEvaluation(set, deal.Folds, deal.Seed, context.Services.GetRequiredService<TimeProvider>());
            await context.Output.WriteLineAsync(EvaluationRow.Header);
            await TrainingThread.RunAsync(() =>
            {
                evaluation.Run(chosen, Environment.ProcessorCount, row =>
                {
                    rows.Add(row);
                    context.Output.WriteLine(row);
                }, ct);
                return true;
            });
        }
        catch (ArgumentException exception)
        {
            return await context.RefuseAsync(Problem.Invalid("evaluate", exception.Message));
        }

        if (output is not null)
            await File.WriteAllTextAsync(context.PathOf(output), JsonSerializer.Serialize(rows, Api.Json), ct);
        return 0;
    }

    private static async Task<Outcome<EvaluationSet>> ReadAsync(
        VerbContext context, string[] data, string? test, string? labels, ProjectTask? task, CancellationToken ct)
    {
        var rows = new List<LabelledText>();
        foreach (var file in data)
        {
            var part = await LabelledRows.ReadAsync(context.PathOf(file), "--data", ct);
            if (!part.IsDone)
                return part.Problem;
            rows.AddRange(part.Value);
        }

        var judged = test is null ? new List<LabelledText>() : await LabelledRows.ReadAsync(context.PathOf(test), "--test", ct);
        if (!judged.IsDone)
            return judged.Problem;
        var all = rows.Concat(judged.Value).ToList();
        var kind = (task ?? (all.All(row => row.Labels.Count == 1) ? ProjectTask.Single : ProjectTask.Multi)) == ProjectTask.Multi ? LabelTask.Multi : LabelTask.Single;
        var set = labels is null
            ? LabelSet.Named(kind, all.SelectMany(row => row.Labels).Distinct().Order(StringComparer.Ordinal))
            : await LabelledRows.ReadLabelsAsync(context.PathOf(labels), "--labels", kind, ct);
        return set.IsDone ? new EvaluationSet(set.Value, rows, judged.Value) : set.Problem;
    }
}
