using System.CommandLine;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

internal static class ProjectsVerbs
{
    public static void Add(RootCommand root, VerbContext context)
    {
        var name = new Option<string>("--name") { Description = "The project's name, unlike any other.", Required = true };
        var task = new Option<ProjectTask>("--task") { Description = "single: exactly one label an item; multi: any number.", Required = true };
        var labels = new Option<string>("--labels") { Description = "A JSON file of labels, or their names with commas between.", Required = true };
        var create = new Command("create", "Make a project.") { name, task, labels };
        create.SetAction(async (parsed, ct) =>
        {
            var inputs = await ReadLabelsAsync(context.PathOf(parsed.GetRequiredValue(labels)), parsed.GetRequiredValue(labels), ct);
            if (!inputs.IsDone)
                return await context.RefuseAsync(inputs.Problem);
            var desk = context.Services.GetRequiredService<ProjectDesk>();
            var outcome = await desk.CreateAsync(Caller.Owner, new NewProject(parsed.GetRequiredValue(name), parsed.GetRequiredValue(task), inputs.Value), ct);
            if (!outcome.IsDone)
                return await context.RefuseAsync(outcome.Problem);
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { outcome.Value.Id, outcome.Value.Name }, Api.Json));
            return 0;
        });
        root.Subcommands.Add(new Command("project", "Projects.") { create });
    }

    private static async Task<Outcome<IReadOnlyList<LabelInput>>> ReadLabelsAsync(string path, string given, CancellationToken ct)
    {
        if (!File.Exists(path))
            return given.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? Problem.Invalid("--labels", $"There is no file {path}.")
                : given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(label => new LabelInput(label)).ToList();
        return LabelList.Parse(await File.ReadAllTextAsync(path, ct));
    }
}
