using System.CommandLine;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Administration;

internal static class AdministrationVerbs
{
    public static void Add(RootCommand root, VerbContext context)
    {
        var email = new Option<string>("--email") { Description = "What they sign in with.", Required = true };
        var role = new Option<Role>("--role") { Description = "admin, lead or annotator.", Required = true };
        var name = new Option<string?>("--name") { Description = "What others see; otherwise what stands before the @ of the email." };
        var stdin = new Option<bool>("--password-stdin") { Description = "Read the password from standard input; otherwise one is made and printed, once." };
        var add = new Command("add", "Add somebody.") { email, role, name, stdin };
        add.SetAction(async (parsed, ct) =>
        {
            var desk = context.Services.GetRequiredService<PeopleDesk>();
            var given = parsed.GetValue(stdin) ? context.Input.TrimEnd('\r', '\n') : null;
            var outcome = await desk.AddAsync(Caller.Owner, parsed.GetRequiredValue(email), parsed.GetValue(name), parsed.GetRequiredValue(role), given, ct);
            if (!outcome.IsDone)
                return await context.RefuseAsync(outcome.Problem);
            if (outcome.Value.Password is { } password)
            {
                await context.Errors.WriteLineAsync("Added, with this password. It is shown once, and must be changed at the first sign-in:");
                await context.Output.WriteLineAsync(password);
            }

            return 0;
        });
        root.Subcommands.Add(new Command("user", "People.") { add });
    }
}
