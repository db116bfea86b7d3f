using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>Items that need a lead, one at a time, settled by one key.</summary>
public sealed partial class ReviewPage(ReviewDesks desks, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly Stack<(Guid Key, long Item, string Words)> _settled = new();
    private readonly List<long> _later = [];
    private ElementReference _text;
    private IDisposable? _following;
    private int _followed;
    private long? _wanted;
    private bool _isBusy;
    private bool _isFocusDue;

    [Parameter]
    public int ProjectId { get; set; }

    [SupplyParameterFromQuery(Name = "reason")]
    public string? Reason { get; set; }

    [SupplyParameterFromQuery(Name = "label")]
    public string? Label { get; set; }

    /// <summary>A label that somebody gave in place of the first.</summary>
    [SupplyParameterFromQuery(Name = "against")]
    public string? Against { get; set; }

    /// <summary>Ids of one or two people, as in <c>3,5</c>: of two, only what they disagree on.</summary>
    [SupplyParameterFromQuery(Name = "people")]
    public string? People { get; set; }

    /// <summary>An item to begin with.</summary>
    [SupplyParameterFromQuery(Name = "item")]
    public long? Item { get; set; }

    /// <summary>1 where names are not to be shown.</summary>
    [SupplyParameterFromQuery(Name = "blind")]
    public int? Blind { get; set; }

    private ReviewView? View { get; set; }

    private ErrorsView? Errors { get; set; }

    private Problem? Refusal { get; set; }

    private string? Problem { get; set; }

    /// <summary>What was done last, in words.</summary>
    private string? Said { get; set; }

    private bool IsBlind => Blind == 1;

    private DateTimeOffset Now => tools.Time.GetUtcNow();

    private ReviewFilter Filter => new(
        Enum.TryParse<ReviewReason>(Reason, ignoreCase: true, out var reason) && Enum.IsDefined(reason) ? reason : null,
        Blank(Label), Blank(Against), Person(0), Person(1));

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
            (View, _isFocusDue) = (null, true);
            _settled.Clear();
            _later.Clear();
            _following?.Dispose();
            _following = news.Follow(
                ProjectId, () => InvokeAsync(ReadAsync), Happening.LabelsArrived, Happening.ItemsChanged, Happening.ProjectChanged, Happening.ErrorsSearched, Happening.ModelChanged);
        }

        _wanted = Item;
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isFocusDue || View?.Current is null)
            return;
        _isFocusDue = false;
        await _text.FocusAsync(preventScroll: true);
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var caller = await current.CallerAsync();
            var view = await desks.Queue.ReadAsync(caller, ProjectId, Filter, _later, _wanted, _leaving.Token);
            var errors = await desks.Errors.ReadAsync(caller, ProjectId, _leaving.Token);
            (View, Errors, Refusal) = (view.Value, errors.Value, view.Problem ?? errors.Problem);
            // What is being read stays until it is decided, whatever arrives meanwhile.
            _wanted = View?.Current?.Id;
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private Task SettleAsync(Settlement answer) => ActAsync(async (caller, item) =>
    {
        var settled = await desks.Settlements.SettleAsync(caller, ProjectId, item.Id, answer, _leaving.Token);
        if (!settled.IsDone)
            return settled.Problem;
        var words = settled.Value.Labels.Count == 0 ? "no label" : string.Join(", ", settled.Value.Labels);
        _settled.Push((settled.Value.Key, item.Id, words));
        _later.Remove(item.Id);
        (_wanted, Said) = (null, $"{Numbers.Count(_settled.Count)} settled. Last: {words}.");
        return null;
    });

    // A flagged item stays in the queue, for another lead: whoever flagged it goes on.
    private Task FlagAsync(string comment) => ActAsync(async (caller, item) =>
    {
        var flagged = await desks.Settlements.FlagAsync(caller, ProjectId, item.Id, comment, _leaving.Token);
        if (!flagged.IsDone)
            return flagged.Problem;
        _settled.Push((flagged.Value.Key, item.Id, "a flag"));
        _later.Remove(item.Id);
        _later.Add(item.Id);
        (_wanted, Said) = (null, "Flagged for another lead; it has no labels until one decides.");
        return null;
    });

    private Task LaterAsync() => ActAsync((_, item) =>
    {
        _later.Remove(item.Id);
        _later.Add(item.Id);
        (_wanted, Said) = (null, "Put off; it comes back at the end.");
        return Task.FromResult<Problem?>(null);
    });

    private async Task ComeBackAsync()
    {
        _later.Clear();
        await ReadAsync();
    }

    private async Task UndoAsync()
    {
        if (_isBusy || !_settled.TryPop(out var last))
            return;
        _isBusy = true;
        var outcome = await desks.Settlements.TakeBackAsync(await current.CallerAsync(), ProjectId, last.Key, _leaving.Token);
        _isBusy = false;
        (Problem, Said) = (outcome.Problem?.Message, outcome.IsDone ? $"Taken back: {last.Words}." : null);
        (_wanted, _isFocusDue) = (last.Item, true);
        await ReadAsync();
    }

    private Task ExampleAsync(string label) => ActAsync(
        async (caller, item) =>
        {
            var outcome = await desks.Settlements.AddExampleAsync(caller, ProjectId, item.Id, label, _leaving.Token);
            Said = outcome.IsDone ? $"Added to the guidelines under {label}." : null;
            return outcome.Problem;
        });

    // One key is one act on the item that was seen, however fast keys come.
    private async Task ActAsync(Func<Caller, ReviewItem, Task<Problem?>> act)
    {
        if (_isBusy || View?.Current is not { } item)
            return;
        _isBusy = true;
        try
        {
            Problem = (await act(await current.CallerAsync(), item))?.Message;
            _isFocusDue = Problem is null;
            await ReadAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was left meanwhile.
        }
        finally
        {
            _isBusy = false;
        }
    }

    private async Task SearchAsync()
    {
        Tell(await desks.Errors.AskAsync(await current.CallerAsync(), ProjectId, _leaving.Token));
        await ReadAsync();
    }

    private async Task CancelAsync()
    {
        Tell(await desks.Errors.CancelAsync(await current.CallerAsync(), ProjectId, _leaving.Token));
        await ReadAsync();
    }

    private void Tell(Outcome<Done> outcome)
    {
        if (!outcome.IsDone)
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
    }

    private void Narrow(ReviewFilter filter) => tools.Navigation.NavigateTo(AddressOf(filter));

    private void ToggleBlind() => tools.Navigation.NavigateTo(tools.Navigation.GetUriWithQueryParameter("blind", IsBlind ? null : 1));

    private string Address(string path) => $"projects/{ProjectId}/{path}";

    private string AddressOf(ReviewFilter filter) => tools.Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["reason"] = filter.Reason?.ToString().ToLowerInvariant(),
        ["label"] = filter.Label,
        ["against"] = filter.Against,
        ["people"] = filter.Other is null ? filter.Person?.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"{filter.Person},{filter.Other}",
        ["item"] = null,
    });

    private int? Person(int at) => People?.Split(',').ElementAtOrDefault(at) is { } text && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
