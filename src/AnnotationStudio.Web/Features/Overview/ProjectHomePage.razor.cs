using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Overview;

/// <summary>A project's home: how far it is, how good its model is, and what to do next.</summary>
public sealed partial class ProjectHomePage(OverviewDesk desk, RetrainDesk retrain, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private IDisposable? _followingPulse;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary>The learning curve in numbers.</summary>
    [SupplyParameterFromQuery(Name = "table")]
    public bool AsTable { get; set; }

    private Overview? Overview { get; set; }

    private Problem? Refusal { get; set; }

    private bool IsLead => Overview?.Project.Role >= Role.Lead;

    private EventCallback OnRetrain => Overview is { Project: { Role: Role.Admin, State: not ProjectState.Archived } } ? EventCallback.Factory.Create(this, RetrainAsync) : default;

    private List<(DateOnly Day, int Count)> Days => [.. Overview!.Days.Select(day => (day.Day, day.Labels))];

    private (string Verb, string Path)? NextButton => Overview!.Next.Target switch
    {
        StepTarget.Label => (Overview.Project.Labelled == 0 ? "Start labelling" : "Continue labelling", "annotate"),
        StepTarget.Import => ("Import", "import"),
        StepTarget.Items => ("Look at them", "items?status=skipped"),
        StepTarget.Settings => ("Settings", "settings"),
        _ => null,
    };

    private string ToggleTable => tools.Navigation.GetUriWithQueryParameter("table", AsTable ? (bool?)null : true);

    public void Dispose()
    {
        StopFollowing();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_followed == ProjectId)
            return;
        _followed = ProjectId;
        Overview = null;
        StopFollowing();
        _followingPulse = news.Follow(ProjectId, () => InvokeAsync(ReadPulseAsync), Happening.RunChanged, Happening.LabelsArrived, Happening.ItemsChanged);
        _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.ProjectChanged, Happening.ModelChanged, Happening.LabelsArrived, Happening.ItemsChanged);
        await ReadAsync();
    }

    private string Address(string path) => $"projects/{ProjectId}/{path}";

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var outcome = await desk.ReadAsync(await current.CallerAsync(), ProjectId, _leaving.Token);
            (Overview, Refusal) = (outcome.Value, outcome.Problem);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private async Task ReadPulseAsync()
    {
        if (_leaving.IsCancellationRequested || Overview is null)
            return;
        try
        {
            var outcome = await desk.ReadPulseAsync(await current.CallerAsync(), ProjectId, _leaving.Token);
            if (outcome.IsDone)
                Overview = Overview with { Project = outcome.Value.Project, Next = outcome.Value.Next, Training = outcome.Value.Training };
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private void StopFollowing()
    {
        _following?.Dispose();
        _followingPulse?.Dispose();
    }

    private async Task RetrainAsync()
    {
        var outcome = await retrain.RetrainAsync(await current.CallerAsync(), ProjectId, _leaving.Token);
        if (!outcome.IsDone)
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        await ReadPulseAsync();
    }
}
