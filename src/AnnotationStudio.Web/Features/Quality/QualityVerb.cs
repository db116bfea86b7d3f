using System.CommandLine;
using System.Text.Json;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Agreement and consensus of a file of votes. Needs no project.</summary>
internal static class QualityVerb
{
    private static readonly JsonSerializerOptions Printed = new(Api.Json) { WriteIndented = true };

    public static void Add(RootCommand root, VerbContext context)
    {
        var votes = new Option<string>("--votes") { Description = "JSONL: {\"item\", \"annotator\", \"label\" or \"labels\", \"gold\"?}.", Required = true };
        var quality = new Command("quality", "Agreement and consensus of votes, as JSON.") { votes };
        quality.SetAction(async (parsed, ct) =>
        {
            var file = await VoteFile.ReadAsync(context.PathOf(parsed.GetRequiredValue(votes)), "--votes", ct);
            if (!file.IsDone)
                return await context.RefuseAsync(file.Problem);
            var measuring = new VoteMeasuring(context.Services.GetRequiredService<TimeProvider>(), Environment.ProcessorCount);
            var figures = await TrainingThread.RunAsync(() => measuring.Measure(file.Value, ct));
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(figures, Printed));
            return 0;
        });
        root.Subcommands.Add(quality);
    }
}
