using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Where everybody lands: their projects, and what to do next in each.</summary>
public sealed partial class MyProjectsPage(ProjectDesk desk, CurrentPerson current, ProjectNews news) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;

    [SupplyParameterFromQuery(Name = "archived")]
    public bool ShowArchived { get; set; }

    private IReadOnlyList<ProjectCard>? Projects { get; set; }

    private bool MayCreate { get; set; }

    private string? Email { get; set; }

    private int Archived => Projects?.Count(project => project.State == ProjectState.Archived) ?? 0;

    private List<ProjectCard> Shown => [.. (Projects ?? []).Where(project => ShowArchived || project.State != ProjectState.Archived)];

    public void Dispose()
    {
        _following?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _following = news.Follow(null, () => InvokeAsync(ReadAsync), Happening.ProjectChanged, Happening.ItemsChanged, Happening.LabelsArrived, Happening.ModelChanged);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var caller = await current.CallerAsync();
            (MayCreate, Email) = (caller.Role >= Role.Lead, (await current.CardAsync(_leaving.Token))?.Email);
            Projects = await desk.ListAsync(caller, _leaving.Token);
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private static (string Verb, string Path, bool IsMain)? NextOf(ProjectCard project) => project switch
    {
        { State: ProjectState.Archived } => null,
        { Items: 0, Role: >= Role.Lead } => ("Import", "/import", true),
        { Items: 0 } => null,
        { State: ProjectState.Paused } => ("Open", "", false),
        _ when project.Labelled + project.Skipped >= project.Items => ("Open", "", false),
        _ => ("Label", "/annotate", true),
    };
}
