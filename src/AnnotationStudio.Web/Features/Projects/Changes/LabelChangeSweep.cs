using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Goes on, once the server runs, with changes of labels that a crash cut off.</summary>
internal sealed class LabelChangeSweep(LabelChangeWork work, StudioEvents events, ILogger<LabelChangeSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var project in await work.ResumeAsync(stoppingToken))
            {
                events.Publish(Happening.ProjectChanged, project);
                events.Publish(Happening.LabelsArrived, project);
                events.Publish(Happening.RunChanged, project);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the next start goes on.
        }
#pragma warning disable CA1031 // a change that cannot be finished must not keep the server from serving; its project refuses further ones until a start succeeds
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ChangeUnfinished(logger, exception);
        }
    }
}
