using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Gold;

/// <summary>Which items judge people, which could, and who waits for a lead.</summary>
public sealed partial class GoldPage(GoldDesk desk, ProposalDesk proposals, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    private GoldView? View { get; set; }

    private IReadOnlyList<GoldProposal>? Proposals { get; set; }

    private Problem? Refusal { get; set; }

    private DateTimeOffset Now { get; set; }

    public void Dispose()
    {
        _following?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_followed != ProjectId)
        {
            _followed = ProjectId;
            _following?.Dispose();
            _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.LabelsArrived, Happening.ItemsChanged, Happening.ProjectChanged, Happening.ModelChanged);
        }

        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var caller = await current.CallerAsync();
            var view = await desk.ReadAsync(caller, ProjectId, _leaving.Token);
            (View, Refusal, Now) = (view.Value, view.Problem, tools.Time.GetUtcNow());
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
            // The model is asked about hundreds of texts: that does not keep the page waiting.
            if (Refusal is null && RendererInfo.IsInteractive)
                Proposals = (await proposals.FindAsync(caller, ProjectId, _leaving.Token)).Value;
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private async Task ResumeAsync(WaitingPerson person) => await SayAsync(await desk.ResumeAsync(await current.CallerAsync(), ProjectId, person.PersonId, _leaving.Token), $"{person.Name} gets items again.");

    private async Task TakeAsync(GoldProposal proposal) => await SayAsync(await proposals.TakeAsync(await current.CallerAsync(), ProjectId, proposal, _leaving.Token), "Its answer is fixed.");

    private async Task MoveAsync((long ItemId, int Step) move)
    {
        await desk.MoveAsync(await current.CallerAsync(), ProjectId, move.ItemId, move.Step, _leaving.Token);
        await ReadAsync();
    }

    private async Task SayAsync(Outcome<Done> outcome, string words)
    {
        if (outcome.IsDone)
            tools.Toasts.Add(words);
        else
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        await ReadAsync();
    }

    private string AddressOf(long itemId) => $"projects/{ProjectId}/items?item={itemId}";
}
