using System.CommandLine;

namespace AnnotationStudio.Web.Hosting;

/// <summary>One feature's verbs, added to the command line by its set-up.</summary>
/// <param name="Add">Adds the commands to the root; their actions run with the context of the call.</param>
public sealed record VerbGroup(Action<RootCommand, VerbContext> Add);

internal static class Verbs
{
    public static IServiceCollection AddVerbs(this IServiceCollection services, Action<RootCommand, VerbContext> add) =>
        services.AddSingleton(new VerbGroup(add));

    /// <summary>Parses and runs. 0 done, 1 the request could not be met, 2 wrong usage.</summary>
    public static async Task<int> RunAsync(string[] args, VerbContext context, CancellationToken ct)
    {
        var root = new RootCommand("AnnotationStudio: label the texts that matter most, and watch a model learn from it.");
        root.Subcommands.Add(new Command("serve", "Run the server.") { new Option<bool>("--demo") { Description = "First run only: people and a sample project, ready to label." } });
        foreach (var group in context.Services.GetServices<VerbGroup>())
            group.Add(root, context);
        var parsed = root.Parse(args);
        var configuration = new InvocationConfiguration { Output = context.Output, Error = context.Errors };
        var code = await parsed.InvokeAsync(configuration, ct);
        return parsed.Errors.Count > 0 ? 2 : code;
    }
}
