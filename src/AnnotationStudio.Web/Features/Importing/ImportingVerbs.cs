using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Importing;

internal static class ImportingVerbs
{
    public static void Add(RootCommand root, VerbContext context)
    {
        var project = new Option<string>("--project") { Description = "The project's name.", Required = true };
        var file = new Option<string>("--file") { Description = "The file to read.", Required = true };
        var format = new Option<string?>("--format") { Description = "jsonl, csv, tsv or txt; otherwise by the file's name." };
        var text = new Option<string?>("--text") { Description = "The field or column with the text; otherwise \"text\"." };
        var label = new Option<string?>("--label") { Description = "The one with the labels; otherwise \"label\" or \"labels\"." };
        var id = new Option<string?>("--id") { Description = "The one with the item's id; otherwise \"id\"." };
        var keep = new Option<bool>("--keep-good-rows") { Description = "Take the rows that can be read though others cannot." };
        var import = new Command("import", "Read a file into a project.") { project, file, format, text, label, id, keep };
        import.SetAction((parsed, ct) => RunAsync(
            context,
            parsed.GetRequiredValue(project),
            context.PathOf(parsed.GetRequiredValue(file)),
            new ImportRequest
            {
                Format = parsed.GetValue(format),
                FileName = parsed.GetValue(file),
                TextColumn = parsed.GetValue(text),
                LabelColumn = parsed.GetValue(label),
                IdColumn = parsed.GetValue(id),
                KeepGoodRows = parsed.GetValue(keep),
            },
            ct));
        root.Subcommands.Add(import);
    }

    private static async Task<int> RunAsync(VerbContext context, string projectName, string path, ImportRequest request, CancellationToken ct)
    {
        var project = await ProjectNames.FindAsync(context.Services.GetRequiredService<StudioStore>(), projectName, ct);
        if (!project.IsDone)
            return await context.RefuseAsync(project.Problem);
        if (!File.Exists(path))
            return await context.RefuseAsync(Problem.Invalid("--file", $"There is no file {path}."));
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var outcome = await context.Services.GetRequiredService<ImportDesk>().ImportAsync(Caller.Owner, project.Value, stream, request, progress: null, ct);
        if (!outcome.IsDone)
            return await context.RefuseAsync(outcome.Problem);
        await context.Output.WriteLineAsync(JsonSerializer.Serialize(outcome.Value, Api.Json));
        return await ExplainAsync(context, outcome.Value);
    }

    private static async Task<int> ExplainAsync(VerbContext context, ImportSummary summary)
    {
        foreach (var row in summary.Rows)
            await context.Errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Row {row.Row:N0}: {char.ToLowerInvariant(row.Reason[0])}{row.Reason[1..]}"));
        if (summary.Rejected > summary.Rows.Count && context.Services.GetRequiredService<RejectedRowsFolder>().Find(summary.ImportId) is { } list)
            await context.Errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"And {summary.Rejected - summary.Rows.Count:N0} more rows. All of them are listed in {list}"));
        if (summary.State != ImportState.Refused)
            return 0;
        await context.Errors.WriteLineAsync("Nothing was imported. Mend the rows, or take the good ones alone with --keep-good-rows.");
        return 1;
    }
}
