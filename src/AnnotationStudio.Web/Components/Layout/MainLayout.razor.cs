using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Components.Layout;

/// <summary>The frame around the pages. Works without a circuit too: its menus are plain HTML.</summary>
public sealed partial class MainLayout(CurrentPerson current, ProjectHeadings headings, StudioEvents events, NavigationManager navigation) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _subscription;

    private PersonCard? Person { get; set; }

    private ProjectHeading? Project { get; set; }

    public void Dispose()
    {
        _subscription?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized() => _subscription = events.Subscribe(happened =>
    {
        if (happened.What == Happening.PeopleChanged || (happened.What == Happening.ProjectChanged && happened.ProjectId == Project?.Id))
            _ = InvokeAsync(ReadAsync);
    });

    protected override Task OnParametersSetAsync() => ReadAsync();

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
