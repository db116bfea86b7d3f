using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Components.Layout;

/// <summary>The frame around the pages. Works without a circuit too: its menus are plain HTML.</summary>
public sealed partial class MainLayout(CurrentPerson current, ProjectHeadings headings, StudioEvents events, NavigationManager navigation, FrameCounts waiting) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _subscription;
    private IDisposable? _counting;
    private int? _counted;

    private PersonCard? Person { get; set; }

    private ProjectHeading? Project { get; set; }

    private IReadOnlyDictionary<string, (int Count, string What)> Counts { get; set; } = new Dictionary<string, (int, string)>();

    public void Dispose()
    {
        _counting?.Dispose();
        _subscription?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized() => _subscription = events.Subscribe(happened =>
    {
        if (happened.What == Happening.PeopleChanged || (happened.What == Happening.ProjectChanged && happened.ProjectId == Project?.Id))
            _ = InvokeAsync(ReadAsync);
    });

    protected override async Task OnParametersSetAsync()
    {
        await ReadAsync();
        if (RendererInfo.IsInteractive)
            Count();
    }

    // Counts come after the page, and never hold it up.
    private void Count()
    {
        if (_counted == Project?.Id)
            return;
        (_counted, Counts) = (Project?.Id, new Dictionary<string, (int, string)>());
        _counting?.Dispose();
        if (Project is not { Role: >= Role.Lead } project)
            return;
        _counting = waiting.Follow(project.Id, counts => InvokeAsync(() =>
        {
            Counts = counts;
            StateHasChanged();
        }));
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            Person = await current.CardAsync(_leaving.Token);
            Project = Person is { } person && ProjectId() is { } id
                ? await headings.FindAsync(new Caller(person.Id, person.Role), id, _leaving.Token)
                : null;
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private int? ProjectId() => navigation.ToBaseRelativePath(navigation.Uri).Split('?', '#')[0].Split('/') is ["projects", var id, ..]
        && int.TryParse(id, out var projectId) ? projectId : null;
}
