using System.CommandLine;
using System.Text;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Exporting;

internal static class ExportingVerbs
{
    public static void Add(RootCommand root, VerbContext context)
    {
        var project = new Option<string>("--project") { Description = "The project's name.", Required = true };
        var format = new Option<string?>("--format") { Description = "jsonl or csv." };
        var what = new Option<string?>("--what") { Description = "consensus: items with their labels; annotations: every decision." };
        var unlabelled = new Option<bool>("--unlabelled") { Description = "With the consensus: items without labels too." };
        var file = new Option<string?>("--out") { Description = "The file to write; otherwise standard output." };
        var export = new Command("export", "Write a project's labels to a file.") { project, format, what, unlabelled, file };
        export.SetAction(async (parsed, ct) =>
        {
            var request = ExportRequest.Read(parsed.GetValue(format), parsed.GetValue(what), parsed.GetValue(unlabelled));
            if (!request.IsDone)
                return await context.RefuseAsync(request.Problem with { Field = $"--{request.Problem.Field}" });
            return await RunAsync(context, parsed.GetRequiredValue(project), request.Value, parsed.GetValue(file), ct);
        });
        root.Subcommands.Add(export);
    }

    private static async Task<int> RunAsync(VerbContext context, string projectName, ExportRequest request, string? file, CancellationToken ct)
    {
        var project = await ProjectNames.FindAsync(context.Services.GetRequiredService<StudioStore>(), projectName, ct);
        if (!project.IsDone)
            return await context.RefuseAsync(project.Problem);
        var outcome = await context.Services.GetRequiredService<ExportDesk>().OpenAsync(Caller.Owner, project.Value, request, ct);
        if (!outcome.IsDone)
            return await context.RefuseAsync(outcome.Problem);
        if (file is null)
        {
            await outcome.Value.WriteAsync(async (bytes, _) => await context.Output.WriteAsync(Encoding.UTF8.GetString(bytes.Span)), ct);
            return 0;
        }

        return await WriteFileAsync(context, outcome.Value, context.PathOf(file), ct);
    }

    // The name appears only once the file is whole.
    private static async Task<int> WriteFileAsync(VerbContext context, Export export, string path, CancellationToken ct)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            return await context.RefuseAsync(Problem.Invalid("--out", $"There is no folder {Path.GetDirectoryName(path)}. Make it first."));
        var temporary = path + ".tmp";
        try
        {
            int rows;
            await using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
                rows = await export.WriteAsync((bytes, token) => stream.WriteAsync(bytes, token), ct);
            File.Move(temporary, path, overwrite: true);
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { file = path, rows }, Api.Json));
            return 0;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
