using System.CommandLine;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Accounts;

internal static class AccountsVerbs
{
    public static void Add(RootCommand root, VerbContext context)
    {
        var email = new Option<string>("--email") { Description = "Whose token it is.", Required = true };
        var name = new Option<string>("--name") { Description = "What it is for.", DefaultValueFactory = _ => "command line" };
        var days = new Option<int>("--days") { Description = "How long it is good for.", DefaultValueFactory = _ => 90 };
        var create = new Command("create", "Make a token and print it, once.") { email, name, days };
        create.SetAction(async (parsed, ct) =>
        {
            var desk = context.Services.GetRequiredService<TokenDesk>();
            var outcome = await desk.CreateForAsync(Caller.Owner, parsed.GetRequiredValue(email), parsed.GetRequiredValue(name), parsed.GetRequiredValue(days), ct);
            if (!outcome.IsDone)
                return await context.RefuseAsync(outcome.Problem);
            await context.Output.WriteLineAsync(outcome.Value);
            return 0;
        });
        root.Subcommands.Add(new Command("token", "Personal tokens for the REST interface.") { create });
    }
}
