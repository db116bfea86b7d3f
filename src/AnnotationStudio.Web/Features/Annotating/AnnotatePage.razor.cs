using System.Text.Json;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>Where people label. The server draws the page once; from then on js/stream.js paints it.</summary>
public sealed partial class AnnotatePage(StreamDesk desk, CurrentPerson current, NavigationManager navigation)
{
    [Parameter]
    public int ProjectId { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    private StreamView? View { get; set; }

    private string Settings => JsonSerializer.Serialize(
        new { View!.ProjectId, View.PersonId, View.Task, View.State, View.Suggestions, View.LeaseMinutes, View.HasPanel }, Api.Json);

    protected override async Task OnInitializedAsync()
    {
        var outcome = await desk.OpenAsync(await current.CallerAsync(), ProjectId, Http?.RequestAborted ?? CancellationToken.None);
        if (outcome.IsDone)
            View = outcome.Value;
        else
            navigation.NotFound();
    }
}
