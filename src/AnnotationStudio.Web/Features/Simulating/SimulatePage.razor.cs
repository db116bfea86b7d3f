using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Simulating;

/// <summary>What another way of choosing would have cost, told from the project's own labels.</summary>
public sealed partial class SimulatePage(SimulationDesk desk, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    private SimulationView? View { get; set; }

    private Problem? Refusal { get; set; }

    private Problem? Problem { get; set; }

    private string TestedOn => View!.Audit >= SimulationLabels.LeastAudit
        ? $"{Numbers.Count(View.Labelled, "labelled item")} play the pool; {Numbers.Count(View.Audit, "audit item")} score."
        : $"Of {Numbers.Count(View.Labelled, "labelled item")} a quarter is held out to score, the others play the pool.";

    public void Dispose()
    {
        _following?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_followed == ProjectId)
            return;
        _followed = ProjectId;
        View = null;
        _following?.Dispose();
        _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.SimulationChanged, Happening.LabelsArrived, Happening.ProjectChanged);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var outcome = await desk.ReadAsync(await current.CallerAsync(), ProjectId, _leaving.Token);
            (View, Refusal) = (outcome.Value, outcome.Problem);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private async Task StartAsync(NewSimulation input)
    {
        Problem = (await desk.StartAsync(await current.CallerAsync(), ProjectId, input, _leaving.Token)).Problem;
        await ReadAsync();
    }

    private async Task CancelAsync()
    {
        if (View?.Current is not { } run)
            return;
        var outcome = await desk.CancelAsync(await current.CallerAsync(), ProjectId, run.Id, _leaving.Token);
        if (!outcome.IsDone)
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        await ReadAsync();
    }
}
