using System.Globalization;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>All items of a project to find, open and correct. What is searched for and what is open stands in the address.</summary>
public sealed partial class ItemsPage(ItemDesk desk, ItemActions actions, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private const int PageSize = 50;
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    [SupplyParameterFromQuery(Name = "search")]
    public string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "status")]
    public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "label")]
    public string? Label { get; set; }

    [SupplyParameterFromQuery(Name = "person")]
    public int? Person { get; set; }

    [SupplyParameterFromQuery(Name = "import")]
    public int? Import { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    public long? After { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    [SupplyParameterFromQuery(Name = "item")]
    public long? ItemId { get; set; }

    private ItemFilter Filter => new(Search, Enum.TryParse<ItemState>(Status, ignoreCase: true, out var status) ? status : null, Label, Person, Import);

    private ItemChoices? Choices { get; set; }

    private ItemPage? Page { get; set; }

    private ItemView? Item { get; set; }

    private Problem? Refusal { get; set; }

    private string? ItemProblem { get; set; }

    private string? CorrectProblem { get; set; }

    private string? GoldProblem { get; set; }

    private DateTimeOffset Now { get; set; }

    private bool IsLead => Choices?.Role >= Role.Lead;

    private string ListAddress => $"projects/{ProjectId}/items";

    private string CloseAddress => AddressWith(("item", null));

    public void Dispose()
    {
        _following?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        CorrectProblem = GoldProblem = null;
        if (_followed != ProjectId)
        {
            _followed = ProjectId;
            _following?.Dispose();
            _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.LabelsArrived, Happening.ItemsChanged, Happening.ProjectChanged);
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
            var choices = await desk.ChoicesAsync(caller, ProjectId, _leaving.Token);
            var page = await desk.ListAsync(caller, ProjectId, Filter, new ItemCursor(After, Before), PageSize, _leaving.Token);
            var item = ItemId is { } id ? await desk.FindAsync(caller, ProjectId, id, _leaving.Token) : default;
            (Choices, Page, Refusal, Now) = (choices.Value, page.Value, choices.Problem ?? page.Problem, tools.Time.GetUtcNow());
            (Item, ItemProblem) = (item.Value, item.Problem?.Message);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    // Another filter begins at the first page.
    private void GoTo(ItemFilter filter) => tools.Navigation.NavigateTo(AddressWith(
        ("search", string.IsNullOrWhiteSpace(filter.Search) ? null : filter.Search.Trim()),
        ("status", filter.Status?.ToString().ToLowerInvariant()),
        ("label", filter.Label),
        ("person", filter.Person),
        ("import", filter.Import),
        ("after", null),
        ("before", null),
        ("item", null)));

    private string AddressOf(long itemId) => AddressWith(("item", itemId));

    private string? PageAddress(long? after, long? before) => after is null && before is null ? null : AddressWith(("after", after), ("before", before), ("item", null));

    private string AddressWith(params (string Name, object? Value)[] values) =>
        tools.Navigation.GetUriWithQueryParameters(values.ToDictionary(pair => pair.Name, object? (pair) => pair.Value is null ? null : Convert.ToString(pair.Value, CultureInfo.InvariantCulture)));

    private async Task CorrectAsync(Correction correction)
    {
        var outcome = await actions.Corrections.CorrectAsync(await current.CallerAsync(), ProjectId, Item!.Id, correction, _leaving.Token);
        CorrectProblem = outcome.Problem?.Message;
        if (outcome.IsDone)
            tools.Toasts.Add("Corrected. Others' answers stay in the history.");
        await ReadAsync();
    }

    private async Task MarkGoldAsync(GoldAnswer answer)
    {
        var outcome = await actions.Gold.MarkAsync(await current.CallerAsync(), ProjectId, Item!.Id, answer, _leaving.Token);
        GoldProblem = outcome.Problem?.Message;
        if (outcome.IsDone)
            tools.Toasts.Add("Its answer is fixed.");
        await ReadAsync();
    }

    private async Task UnmarkGoldAsync() =>
        await SayAsync(await actions.Gold.UnmarkAsync(await current.CallerAsync(), ProjectId, Item!.Id, _leaving.Token), _ => "People’s answers decide about it again.");

    private async Task ReturnAsync() =>
        await SayAsync(await actions.Corrections.ReturnAsync(await current.CallerAsync(), ProjectId, [Item!.Id], _leaving.Token), _ => "It is given out again.");

    private async Task ReturnAllAsync() =>
        await SayAsync(await actions.Corrections.ReturnAllAsync(await current.CallerAsync(), ProjectId, _leaving.Token), count => $"{Numbers.Count(count, "item")} went back to the queue.");

    private async Task EraseAsync()
    {
        var comments = Item!.History.Count(entry => entry.Comment is not null);
        var goesOn = await tools.Dialogs.ConfirmAsync(
            $"Erase item {Item.Id}?",
            $"Its text, its id from the file, what else the file said{(comments == 0 ? "" : $" and {Numbers.Count(comments, "comment")}")} go for good. That it was there, and the labels it got, stay in the log.",
            "Erase for good",
            isDanger: true);
        if (goesOn)
            await SayAsync(await actions.Erasure.EraseAsync(await current.CallerAsync(), ProjectId, Item.Id, _leaving.Token), _ => "Erased.");
    }

    private async Task SayAsync<T>(Outcome<T> outcome, Func<T, string> words)
    {
        if (outcome.IsDone)
            tools.Toasts.Add(words(outcome.Value));
        else
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        await ReadAsync();
    }
}
