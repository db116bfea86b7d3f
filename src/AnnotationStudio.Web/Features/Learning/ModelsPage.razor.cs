using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Versions, how good each is, why it serves or not, and the runs that made them.</summary>
public sealed partial class ModelsPage(ModelDesk models, TrainingDesk training, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private IDisposable? _followingRuns;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary>The version whose labels are shown; the champion without.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public int? Version { get; set; }

    private List<ModelLine>? Models { get; set; }

    private IReadOnlyList<RunLineView> Runs { get; set; } = [];

    private Problem? Refusal { get; set; }

    private string? PromoteProblem { get; set; }

    private bool IsAdmin { get; set; }

    private DateTimeOffset Now { get; set; }

    private ModelLine? Chosen => Models?.Find(line => Version is { } version ? line.Model.Version == version : line.Model.IsChampion);

    private RunLineView? CurrentRun => Runs.FirstOrDefault(run => run.State == RunState.Running) ?? Runs.LastOrDefault(run => run.State == RunState.Queued);

    private RunLineView? LastRun => Runs.FirstOrDefault(run => run.FinishedAt is not null);

    private EventCallback OnRetrain => IsAdmin ? EventCallback.Factory.Create(this, RetrainAsync) : default;

    private EventCallback OnCancel => IsAdmin ? EventCallback.Factory.Create(this, CancelAsync) : default;

    private string LastDecisionTitle => Models![0] switch
    {
        { Model.IsChampion: true } line => $"Last decision: {line.Name} serves",
        { Model.WasPromoted: true } line => $"Last decision: {line.Name} served, and was replaced",
        var line => $"Last decision: {line.Name} stayed out",
    };

    public void Dispose()
    {
        _following?.Dispose();
        _followingRuns?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        PromoteProblem = null;
        if (_followed == ProjectId)
            return;
        _followed = ProjectId;
        _following?.Dispose();
        _followingRuns?.Dispose();
        _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.ModelChanged, Happening.ProjectChanged);
        _followingRuns = news.Follow(ProjectId, () => InvokeAsync(ReadRunsAsync), Happening.RunChanged);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var caller = await current.CallerAsync();
            var list = await models.ListAsync(caller, ProjectId, _leaving.Token);
            var runs = await training.ListAsync(caller, ProjectId, _leaving.Token);
            (Refusal, IsAdmin, Now) = (list.Problem ?? runs.Problem, caller.Role == Role.Admin, tools.Time.GetUtcNow());
            (Models, Runs) = (list.Value?.Select(ModelLine.Of).ToList(), runs.Value ?? []);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private async Task ReadRunsAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            Runs = (await training.ListAsync(await current.CallerAsync(), ProjectId, _leaving.Token)).Value ?? [];
            Now = tools.Time.GetUtcNow();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private string AddressOf(int version) => $"projects/{ProjectId}/models?version={version}";

    private async Task PromoteAsync(string reason)
    {
        var version = Chosen!.Model.Version;
        var outcome = await models.PromoteAsync(await current.CallerAsync(), ProjectId, version, reason, _leaving.Token);
        PromoteProblem = outcome.Problem?.Message;
        if (outcome.IsDone)
            tools.Toasts.Add($"v{version} serves now.");
        await ReadAsync();
    }

    private async Task RetrainAsync() => await SayAsync(await training.QueueAsync(await current.CallerAsync(), ProjectId, tier: null, _leaving.Token));

    private async Task CancelAsync() => await SayAsync(await training.CancelAsync(await current.CallerAsync(), ProjectId, CurrentRun!.Id, _leaving.Token));

    private async Task SayAsync<T>(Outcome<T> outcome)
    {
        if (!outcome.IsDone)
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        await ReadRunsAsync();
    }
}
