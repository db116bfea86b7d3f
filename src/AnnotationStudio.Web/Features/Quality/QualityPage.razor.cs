using System.Globalization;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>How far people agree, who with whom, on which labels not, and the items behind each figure.</summary>
public sealed partial class QualityPage(QualityDesk desk, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    // A first answer does not wait for a large project's figures; they follow over the circuit.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary>Ids of two people, as in <c>3,5</c>: only what they disagree on is listed.</summary>
    [SupplyParameterFromQuery(Name = "people")]
    public string? People { get; set; }

    /// <summary>One of two labels between which people split.</summary>
    [SupplyParameterFromQuery(Name = "label")]
    public string? Label { get; set; }

    /// <summary>The other; the same one for items where somebody left it out.</summary>
    [SupplyParameterFromQuery(Name = "against")]
    public string? Against { get; set; }

    /// <summary>The first day of the answers that count, as in 2026-03-12.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>The last day.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>Id of who gave the answers that count.</summary>
    [SupplyParameterFromQuery(Name = "person")]
    public int? Person { get; set; }

    /// <summary>A label that the answers that count have given.</summary>
    [SupplyParameterFromQuery(Name = "given")]
    public string? Given { get; set; }

    /// <summary>Id of the file that the items came with.</summary>
    [SupplyParameterFromQuery(Name = "batch")]
    public int? Batch { get; set; }

    /// <summary><c>all</c> lists the items on which people agree too.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Show { get; set; }

    /// <summary>Lists the items with answers of this kind: what was done with a suggestion, or by time.</summary>
    [SupplyParameterFromQuery(Name = "answers")]
    public string? Answers { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? ListPage { get; set; }

    private QualityView? Quality { get; set; }

    private SplitPage? Page { get; set; }

    private Problem? Refusal { get; set; }

    private string? ListProblem { get; set; }

    private int PageNumber => Math.Max(1, ListPage ?? 1);

    private QualityChoices? Choices { get; set; }

    private string? FilterProblem { get; set; }

    private QualityQuery Query => new() { From = From, To = To, Person = Person, Given = Given, Batch = Batch };

    private QualityAddresses Addresses => new(ProjectId, Query);

    private bool IsFiltered => Query != new QualityQuery();

    private bool ShowsAll => Show == "all";

    private bool IsListFiltered => ShowsAll || People is not null || Label is not null || Answers is not null;

    private SplitFilter Split => new(Pair, string.IsNullOrWhiteSpace(Label) ? null : (Label, string.IsNullOrWhiteSpace(Against) ? Label : Against), ShowsAll: ShowsAll, Answers: Answers);

    private (int First, int Second)? Pair => People?.Split(',') is [var first, var second]
        && int.TryParse(first, CultureInfo.InvariantCulture, out var one) && int.TryParse(second, CultureInfo.InvariantCulture, out var other) ? (one, other) : null;

    private string ListTitle => Split switch
    {
        { People: { } people } => $"Where {NameOf(people.First)} and {NameOf(people.Second)} disagree",
        { Labels: { } labels } when labels.First.Equals(labels.Second, StringComparison.OrdinalIgnoreCase) => $"{labels.First} given by some, left out by others",
        { Labels: { } labels } => $"{labels.First} against {labels.Second}",
        { Answers: { } word } when AnswerKinds.Find(word) is { } kind => $"{AnswerKinds.Title(kind)}{(Person is { } person ? $": {NameOf(person)}" : null)}",
        { ShowsAll: true } => "Items with such an answer",
        _ => "Disagreements",
    };

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
            Quality = null;
            _following?.Dispose();
            _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.LabelsArrived, Happening.ItemsChanged, Happening.ProjectChanged, Happening.FiguresChanged);
        }

        var reading = ReadAsync();
        if (RendererInfo.IsInteractive)
            await reading;
        else
            await Task.WhenAny(reading, Task.Delay(Patience, tools.Time));
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var ct = _leaving.Token;
            var caller = await current.CallerAsync();
            var filter = await desk.UnderstandAsync(caller, ProjectId, Query, ct);
            var quality = filter.IsDone ? await desk.ReadAsync(caller, ProjectId, filter.Value, takesLast: true, ct) : filter.Problem;
            var page = quality.IsDone ? await desk.ListAsync(caller, ProjectId, Split with { Votes = filter.Value }, PageNumber, ct) : quality.Problem;
            Choices = (await desk.ChoicesAsync(caller, ProjectId, ct)).Value;
            var isFilter = quality.Problem?.Kind == ProblemKind.Invalid;
            (Quality, Refusal, FilterProblem) = (quality.Value, isFilter ? null : quality.Problem, isFilter ? quality.Problem!.Message : null);
            (Page, ListProblem) = (page.Value, page.Problem?.Message);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private string NameOf(int personId) => Quality?.Annotators.FirstOrDefault(line => line.Person.Id == personId)?.Person.Name ?? "somebody";

    private string Address(string path) => $"projects/{ProjectId}/{path}";

    private string ItemAddress(long item) => Address($"items?item={item}");

    private string MergeAddress(LabelSplit split) => Address($"labels?change=merge&label={Uri.EscapeDataString(split.First)}&into={Uri.EscapeDataString(split.Second)}");

    private void Filter(QualityQuery query) => tools.Navigation.NavigateTo(Addresses.Filtered(query));

    // The same items there as in the list here; the review knows no kinds of answers.
    private string? ReviewAddress => Split switch
    {
        { Answers: not null } => null,
        { People: { } people } => Address($"review?people={people.First},{people.Second}"),
        { Labels: { } labels } => Address($"review?label={Uri.EscapeDataString(labels.First)}&against={Uri.EscapeDataString(labels.Second)}"),
        _ => Address("review?reason=disputed"),
    };

    private string PageAddress(int page) => $"{tools.Navigation.GetUriWithQueryParameter("page", page == 1 ? null : page).Split('#')[0]}#disagreements";
}
