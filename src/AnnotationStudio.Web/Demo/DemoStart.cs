using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Demo;

/// <summary><c>serve --demo</c> on an empty folder: people who can sign in, and a project where work is under way.</summary>
internal sealed class DemoStart(IOptions<DemoOptions> options, DemoPeople people, DemoProject project, DataFolder folder) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            return;
        var made = await people.CreateAsync(cancellationToken);
        if (made.Count == 0)
        {
            Console.WriteLine($"{folder.Root} has people already, so --demo changes nothing. Choose an empty folder by Studio__DataFolder to see the demo.");
            return;
        }

        await project.CreateAsync(made, cancellationToken);
        Console.WriteLine();
        Console.WriteLine("The demo is ready. These passwords are shown this once:");
        foreach (var person in made)
            Console.WriteLine($"  {person.Role,-10} {person.Email,-22} {person.Password}");
        Console.WriteLine();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
