using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Demo;

/// <summary><c>serve --demo</c> on an empty folder: people who can sign in, and a project where work is under way.</summary>
internal sealed class DemoStart(IOptions<DemoOptions> options, DemoPeople people, DemoProject project, DataFolder folder, ILogger<DemoStart> logger) : BackgroundService
{
    private IReadOnlyList<DemoPerson> _made = [];

    /// <summary>People first, before anybody asks for a first admin; the project fills while the server is up, as real ones do.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
            return;
        _made = await people.CreateAsync(cancellationToken);
        Console.WriteLine(_made.Count == 0
            ? $"{folder.Root} has people already, so --demo changes nothing. Choose an empty folder by Studio__DataFolder to see the demo."
            : "The demo's people. These passwords are shown this once:");
        foreach (var person in _made)
            Console.WriteLine($"  {person.Role,-10} {person.Email,-22} {person.Password}");
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_made.Count == 0)
            return;
        try
        {
            await project.CreateAsync(_made, stoppingToken);
            Console.WriteLine("The demo is ready.");
        }
        catch (StudioStartException exception)
        {
            DemoLog.Unfinished(logger, exception);
        }
    }
}
