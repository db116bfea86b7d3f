using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Changes labels in two steps, the first of which only looks; below, what was changed before.</summary>
public sealed partial class LabelsPage(ProjectDesk projects, LabelChangeDesk desk, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private LabelChangeDraft _draft = new();
    private IDisposable? _following;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary>What to begin with, as in <c>merge</c>.</summary>
    [SupplyParameterFromQuery(Name = "change")]
    public string? Change { get; set; }

    [SupplyParameterFromQuery(Name = "label")]
    public string? Label { get; set; }

    [SupplyParameterFromQuery(Name = "into")]
    public string? Into { get; set; }

    private ProjectView? Project { get; set; }

    private IReadOnlyList<LabelChangeView>? Changes { get; set; }

    private LabelChangePreview? Preview { get; set; }

    private Problem? Refusal { get; set; }

    private Problem? Problem { get; set; }

    private string? UndoProblem { get; set; }

    private int? Undoing { get; set; }

    private bool IsWorking { get; set; }

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
        _draft = LabelChangeDraft.Of(Change, Label, Into);
        _following?.Dispose();
        _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.ProjectChanged);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var caller = await current.CallerAsync();
            var changes = await desk.ListAsync(caller, ProjectId, _leaving.Token);
            var project = await projects.FindAsync(caller, ProjectId, _leaving.Token);
            (Project, Refusal, Changes) = (project.Value, project.Problem ?? changes.Problem, changes.Value);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private async Task PreviewAsync()
    {
        (IsWorking, Problem) = (true, null);
        StateHasChanged();
        var outcome = await desk.PreviewAsync(await current.CallerAsync(), ProjectId, _draft.ToInput(), _leaving.Token);
        (IsWorking, Preview, Problem) = (false, outcome.Value, outcome.Problem);
    }

    private void Back() => (Preview, Problem) = (null, null);

    private async Task ApplyAsync()
    {
        (IsWorking, Problem) = (true, null);
        StateHasChanged();
        var outcome = await desk.ApplyAsync(await current.CallerAsync(), ProjectId, _draft.ToInput(), _leaving.Token);
        (IsWorking, Problem) = (false, outcome.Problem);
        if (!outcome.IsDone)
            return;
        (Preview, _draft) = (null, new LabelChangeDraft { Kind = _draft.Kind });
        tools.Toasts.Add($"{outcome.Value.Words}. {Items(outcome.Value.Items)}", Severity.Normal);
        await ReadAsync();
    }

    private async Task UndoAsync(LabelChangeView change)
    {
        (Undoing, UndoProblem) = (change.Id, null);
        StateHasChanged();
        var outcome = await desk.UndoAsync(await current.CallerAsync(), ProjectId, change.Id, _leaving.Token);
        (Undoing, UndoProblem, Preview) = (null, outcome.Problem?.Message, null);
        if (outcome.IsDone)
            tools.Toasts.Add($"Undone: {change.Words}.", Severity.Normal);
        await ReadAsync();
    }

    private static string Items(int items) => items == 0 ? "No item changed." : $"{Numbers.Count(items, "item")} changed.";
}
