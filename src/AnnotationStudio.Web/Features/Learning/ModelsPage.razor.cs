using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The ladder, its versions, how good each is, why it serves or not, two of them side by side, and the runs that made them.</summary>
public sealed partial class ModelsPage(ModelsDesks desks, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private IDisposable? _followingRuns;
    private int _followed;
    private (int First, int Second)? _compared;

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary>The version whose labels are shown; the champion without.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public int? Version { get; set; }

    /// <summary>Two versions to compare, as in <c>3,5</c>.</summary>
    [SupplyParameterFromQuery(Name = "compare")]
    public string? Compare { get; set; }

    private ModelsScene? Scene { get; set; }

    private IReadOnlyList<RunLineView> Runs { get; set; } = [];

    private Problem? Refusal { get; set; }

    private string? DecisionProblem { get; set; }

    private ModelComparison? Comparison { get; set; }

    private string? CompareProblem { get; set; }

    private bool IsPicking { get; set; }

    private int? Picked { get; set; }

    private bool IsAdmin { get; set; }

    private DateTimeOffset Now { get; set; }

    private ModelLine? Chosen => Version is { } version ? Scene?.Models.Find(line => line.Model.Version == version) : Scene?.Champion;

    private RunLineView? CurrentRun => Runs.FirstOrDefault(run => run.State == RunState.Running) ?? Runs.LastOrDefault(run => run.State == RunState.Queued);

    private RunLineView? LastRun => Runs.FirstOrDefault(run => run.FinishedAt is not null);

    private (int First, int Second)? Pair => Compare?.Split(',') is [var first, var second] && int.TryParse(first, out var one) && int.TryParse(second, out var other) ? (one, other) : null;

    private string TrainingTitle => CurrentRun switch
    {
        null => "The last run failed",
        { Tier: { } tier } => $"Training, {tier.Word()}",
        _ => "Training",
    };

    private EventCallback<RungView> OnTrain => IsAdmin ? EventCallback.Factory.Create<RungView>(this, rung => TrainAsync(rung.Tier.Word())) : default;

    private EventCallback OnCancel => IsAdmin ? EventCallback.Factory.Create(this, CancelAsync) : default;

    private EventCallback<int> OnPick => IsPicking ? EventCallback.Factory.Create<int>(this, Pick) : default;

    private string PageAddress => $"projects/{ProjectId}/models";

    public void Dispose()
    {
        _following?.Dispose();
        _followingRuns?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        DecisionProblem = null;
        if (_followed != ProjectId)
        {
            _followed = ProjectId;
            _following?.Dispose();
            _followingRuns?.Dispose();
            _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.ModelChanged, Happening.ProjectChanged);
            _followingRuns = news.Follow(ProjectId, () => InvokeAsync(ReadRunsAsync), Happening.RunChanged);
            await ReadAsync();
        }

        await CompareAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var caller = await current.CallerAsync();
            var scene = await ModelsScene.ReadAsync(desks.Models, desks.Ladder, caller, ProjectId, _leaving.Token);
            var runs = await desks.Training.ListAsync(caller, ProjectId, _leaving.Token);
            (Refusal, IsAdmin, Now) = (scene.Problem ?? runs.Problem, caller.Role == Role.Admin, tools.Time.GetUtcNow());
            (Scene, Runs) = (scene.Value, runs.Value ?? []);
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
            Runs = (await desks.Training.ListAsync(await current.CallerAsync(), ProjectId, _leaving.Token)).Value ?? [];
            Now = tools.Time.GetUtcNow();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private async Task CompareAsync()
    {
        if (_compared == Pair)
            return;
        (_compared, Comparison, CompareProblem, IsPicking, Picked) = (Pair, null, null, false, null);
        if (Pair is not { } pair)
            return;
        try
        {
            var outcome = await desks.Compare.CompareAsync(await current.CallerAsync(), ProjectId, pair.First, pair.Second, _leaving.Token);
            if (Pair == pair)
                (Comparison, CompareProblem) = (outcome.Value, outcome.Problem?.Message);
        }
        catch (OperationCanceledException)
        {
            // The page was left while they were compared.
        }
    }

    private string AddressOf(int version) => $"{PageAddress}?version={version}";

    private string ItemAddress(long item) => $"projects/{ProjectId}/items?item={item}";

    private string FilesAddress(ModelLine line) => $"api/v1/projects/{ProjectId}/models/{line.Model.Version}";

    private void TogglePicking() => (IsPicking, Picked) = (!IsPicking, null);

    // The older of two is the one that the other is measured against.
    private void Pick(int version)
    {
        if (Picked is not { } first)
            Picked = version;
        else if (first == version)
            Picked = null;
        else
            tools.Navigation.NavigateTo($"{PageAddress}?compare={Math.Min(first, version)},{Math.Max(first, version)}");
    }

    private async Task DecideAsync((DecisionKind Kind, string Reason) decision)
    {
        var version = Chosen!.Model.Version;
        var caller = await current.CallerAsync();
        var outcome = decision.Kind switch
        {
            DecisionKind.Retired => await desks.Registry.RetireAsync(caller, ProjectId, version, decision.Reason, _leaving.Token),
            DecisionKind.Restored => await desks.Registry.RestoreAsync(caller, ProjectId, version, decision.Reason, _leaving.Token),
            _ => await desks.Registry.PromoteAsync(caller, ProjectId, version, decision.Reason, _leaving.Token),
        };
        DecisionProblem = outcome.Problem?.Message;
        if (outcome.IsDone)
            tools.Toasts.Add(decision.Kind switch { DecisionKind.Retired => $"v{version} is retired.", DecisionKind.Restored => $"v{version} may serve again.", _ => $"v{version} serves now." });
        await ReadAsync();
    }

    private async Task TrainAsync(string? tier) => await SayAsync(await desks.Training.QueueAsync(await current.CallerAsync(), ProjectId, tier, _leaving.Token));

    private async Task CancelAsync() => await SayAsync(await desks.Training.CancelAsync(await current.CallerAsync(), ProjectId, CurrentRun!.Id, _leaving.Token));

    private async Task SayAsync<T>(Outcome<T> outcome)
    {
        if (!outcome.IsDone)
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        await ReadRunsAsync();
    }
}
