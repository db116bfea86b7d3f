using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>Rules with what they are worth; patterns are tried at every key, before they are saved.</summary>
public sealed partial class RulesPage(RuleDesk desk, RuleChangeDesk changes, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private static readonly TimeSpan TypingPause = TimeSpan.FromMilliseconds(150);
    private readonly CancellationTokenSource _leaving = new();
    private CancellationTokenSource _trying = new();
    private IDisposable? _following;
    private int _followed;
    private bool _isCountDue;
    private (int? LabelId, string? Rule) _asked;
    private int _labelId;
    private string _pattern = "";

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary>Part of a label's name or of a rule; narrows the list.</summary>
    [SupplyParameterFromQuery(Name = "search")]
    public string? Search { get; set; }

    /// <summary>The label of the rule that is shown.</summary>
    [SupplyParameterFromQuery(Name = "label")]
    public int? LabelId { get; set; }

    /// <summary>The rule that is shown.</summary>
    [SupplyParameterFromQuery(Name = "rule")]
    public string? Rule { get; set; }

    private IReadOnlyList<RuleLabel>? Labels { get; set; }

    private RuleBook? Book { get; set; }

    private IReadOnlyList<SuggestedRule>? Suggestions { get; set; }

    private RuleTrial? Trial { get; set; }

    private Problem? Refusal { get; set; }

    /// <summary>What is wrong with the pattern that is being written.</summary>
    private string? Problem { get; set; }

    private bool IsTrying { get; set; }

    public void Dispose()
    {
        _following?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
        _trying.Dispose();
    }

    // Counting takes seconds over a large pool, so the page is there before it begins.
    protected override async Task OnParametersSetAsync()
    {
        if (_followed != ProjectId)
        {
            _followed = ProjectId;
            _following?.Dispose();
            _following = news.Follow(ProjectId, () => InvokeAsync(CountAsync), Happening.ProjectChanged, Happening.ItemsChanged, Happening.LabelsArrived, Happening.ModelChanged);
            (Book, Suggestions, Trial, _isCountDue) = (null, null, null, true);
            await ReadLabelsAsync(_leaving.Token);
        }

        // Only another address shows another rule: what is being written survives a search.
        if ((LabelId, Rule) == _asked)
            return;
        _asked = (LabelId, Rule);
        if (Labels is { Count: > 0 } && Rule is not null)
            (_labelId, _pattern, _isCountDue) = (Labels.FirstOrDefault(label => label.Id == LabelId)?.Id ?? _labelId, Rule, true);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_isCountDue || Labels is null)
            return;
        _isCountDue = false;
        if (Book is null)
            await CountAsync();
        else
            await TypeAsync(_labelId, _pattern);
    }

    private async Task ReadLabelsAsync(CancellationToken ct)
    {
        var labels = await desk.LabelsAsync(await current.CallerAsync(), ProjectId, ct);
        (Labels, Refusal) = (labels.Value, labels.Problem);
        if (Refusal is { Kind: ProblemKind.NotFound })
            tools.Navigation.NotFound();
        if (Labels is { Count: > 0 } && !Labels.Any(label => label.Id == _labelId))
            _labelId = Labels[0].Id;
    }

    private async Task CountAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var ct = _leaving.Token;
            await ReadLabelsAsync(ct);
            var book = await desk.ReadAsync(await current.CallerAsync(), ProjectId, ct);
            (Book, Refusal) = (book.Value, book.Problem);
            StateHasChanged();
            if (_pattern.Length > 0)
                await TypeAsync(_labelId, _pattern);
            Suggestions = (await desk.SuggestAsync(await current.CallerAsync(), ProjectId, ct)).Value;
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was counted.
        }
    }

    // Each key puts an end to the trial of the one before.
    private async Task TypeAsync(int labelId, string pattern)
    {
        if (_leaving.IsCancellationRequested)
            return;
        (_labelId, _pattern, Problem) = (labelId, pattern, null);
        var ct = BeginTrial();
        IsTrying = pattern.Trim().Length > 0;
        if (!IsTrying)
        {
            Trial = null;
            return;
        }

        StateHasChanged();
        try
        {
            await Task.Delay(TypingPause, tools.Time, ct);
            var trial = await desk.TryAsync(await current.CallerAsync(), ProjectId, labelId, pattern, ct);
            (Trial, Problem, IsTrying) = (trial.Value, trial.Problem?.Message, false);
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // Another key came, or the page was left.
        }
    }

    private CancellationToken BeginTrial()
    {
        _trying.Cancel();
        _trying.Dispose();
        _trying = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        return _trying.Token;
    }

    private async Task AddWrittenAsync()
    {
        if (await AddAsync(_labelId, _pattern) is { } problem)
        {
            Problem = problem.Message;
            return;
        }

        await TypeAsync(_labelId, "");
        await CountAsync();
    }

    // Undo may be asked for after the page was left: its toast outlives the page.
    private async Task<Problem?> AddAsync(int labelId, string pattern)
    {
        var outcome = await changes.AddAsync(await current.CallerAsync(), ProjectId, labelId, pattern, CancellationToken.None);
        if (outcome.IsDone)
            tools.Toasts.Add($"Added to {NameOf(labelId)}: {pattern.Trim()}");
        return outcome.Problem;
    }

    private async Task AcceptAsync(int labelId, string pattern)
    {
        if (await AddAsync(labelId, pattern) is { } problem)
            tools.Toasts.Add(problem.Message, Severity.Error);
        Suggestions = Suggestions?.Where(rule => (rule.LabelId, rule.Words) != (labelId, pattern)).ToList();
        await CountAsync();
    }

    private async Task RemoveAsync((int LabelId, string Words) rule)
    {
        var outcome = await changes.RemoveAsync(await current.CallerAsync(), ProjectId, rule.LabelId, rule.Words, _leaving.Token);
        if (outcome.IsDone)
            tools.Toasts.Add($"Removed from {NameOf(rule.LabelId)}: {rule.Words}", Severity.Normal, toast =>
            {
                toast.Action = "Undo";
                toast.OnClick = _ => InvokeAsync(() => AcceptAsync(rule.LabelId, rule.Words));
            });
        else
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        await CountAsync();
    }

    private string NameOf(int labelId) => Labels?.FirstOrDefault(label => label.Id == labelId)?.Name ?? "the label";

    private string AddressOf(int labelId, string words) =>
        tools.Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["label"] = labelId, ["rule"] = words });

    private void GoToSearch(string? search) =>
        tools.Navigation.NavigateTo(tools.Navigation.GetUriWithQueryParameter("search", string.IsNullOrWhiteSpace(search) ? null : search.Trim()), replace: true);
}
