using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>The figures of the quality page on paper: with date, method, intervals and counts, and nothing to click.</summary>
public sealed partial class QualityReportPage(QualityDesk desk, ProjectHeadings headings, CurrentPerson current, PageTools tools) : IDisposable
{
    private const int MostRows = 40;
    private readonly CancellationTokenSource _leaving = new();

    [Parameter]
    public int ProjectId { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    [SupplyParameterFromQuery(Name = "person")]
    public int? Person { get; set; }

    [SupplyParameterFromQuery(Name = "given")]
    public string? Given { get; set; }

    [SupplyParameterFromQuery(Name = "batch")]
    public int? Batch { get; set; }

    private QualityView? Quality { get; set; }

    private QualityChoices? Choices { get; set; }

    private ProjectHeading? Heading { get; set; }

    private string? Refusal { get; set; }

    private DateTimeOffset Now { get; set; }

    private int[] Everybody { get; set; } = [];

    private List<int> Shown { get; set; } = [];

    private QualityQuery Query => new() { From = From, To = To, Person = Person, Given = Given, Batch = Batch };

    private QualityAddresses Addresses => new(ProjectId, Query);

    private string FilterWords
    {
        get
        {
            string?[] parts =
            [
                From is null ? null : $"from {From}",
                To is null ? null : $"to {To}",
                Person is null ? null : $"answers of {Choices?.People.FirstOrDefault(person => person.Id == Person)?.Name ?? "somebody"}",
                string.IsNullOrWhiteSpace(Given) ? null : $"with the label {Given}",
                Batch is null ? null : $"items of {Choices?.Imports.FirstOrDefault(import => import.Id == Batch)?.FileName ?? "one file"}",
            ];
            return parts.OfType<string>().ToList() is { Count: > 0 } said ? $"Only {string.Join(", ", said)}" : "All answers";
        }
    }

    private IEnumerable<ReportRow> AgreementRows
    {
        get
        {
            var agreement = Quality!.Agreement;
            var (items, isThin) = (Numbers.Count(agreement.OverlappingItems, "item"), agreement.OverlappingItems < QualityView.FewestToJudge);
            yield return Row(agreement.KrippendorffAlphaBy.ContainsKey("masi") ? "Krippendorff’s α (MASI)" : "Krippendorff’s α", agreement.KrippendorffAlpha, items, isThin);
            yield return Row("Fleiss’ κ", agreement.FleissKappa, items, isThin);
            yield return Row("Gwet’s AC₁", agreement.GwetAc1, items, isThin);
            yield return Row("Cohen’s κ, mean of pairs", agreement.CohenKappaMean, Numbers.Count(Quality.Pairs.Count, "pair"), isThin);
            yield return Row("Same answer", agreement.ObservedAgreement, items, isThin);
        }
    }

    private IEnumerable<ReportRow> PeopleRows => Quality!.Annotators.Take(MostRows).Select(line => new ReportRow(
        [line.Person.Name, Numbers.Count(line.Annotations), Time(line.MedianSeconds), Score(line.AgreementWithOthers?.Value), Range(line.AgreementWithOthers), Numbers.Count(line.Judged)], line.IsThin));

    private IEnumerable<ReportRow> SuggestionRows => Quality!.Annotators.Where(line => line.Suggestions is not null).Take(MostRows).Select(line => line.Suggestions!.Report(line.Person.Name));

    private IEnumerable<ReportRow> TimeRows => Quality!.Annotators.Where(line => line.Time is not null).Take(MostRows).Select(line => line.Time!.Report(line.Person.Name));

    private IEnumerable<ReportRow> PairRows => Quality!.Pairs.OrderByDescending(pair => pair.Shared).Take(MostRows).Select(pair => new ReportRow(
        [$"{pair.First.Name}, {pair.Second.Name}", Score(pair.CohenKappa.Value), Range(pair.CohenKappa), Numbers.Count(pair.Shared), Numbers.Share((double)pair.Agreed / Math.Max(1, pair.Shared))], pair.IsThin));

    private IEnumerable<ReportRow> LabelRows => Quality!.Agreement.Labels.Where(label => label.Annotations > 0).Select(label => new ReportRow(
        [label.Label, Numbers.Count(label.Annotations), Score(label.SpecificAgreement.Value), Range(label.SpecificAgreement), Score(label.KrippendorffAlpha.Value)], label.Annotations < QualityView.FewestToJudge));

    private IEnumerable<ReportRow> SplitRows => Quality!.Confusion.Take(MostRows).Select(split => new ReportRow(
        [split.First == split.Second ? $"{split.First}, given by some and left out by others" : $"{split.First}, {split.Second}", Numbers.Count(split.Items)], false));

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            var (caller, ct) = (await current.CallerAsync(), _leaving.Token);
            var filter = await desk.UnderstandAsync(caller, ProjectId, Query, ct);
            var quality = filter.IsDone ? await desk.ReadAsync(caller, ProjectId, filter.Value, takesLast: false, ct) : filter.Problem;
            Choices = (await desk.ChoicesAsync(caller, ProjectId, ct)).Value;
            (Heading, Now) = (await headings.FindAsync(caller, ProjectId, ct), tools.Time.GetUtcNow());
            (Quality, Refusal) = (quality.Value, quality.Problem?.Message);
            if (quality.Problem is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            Count();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private void Count()
    {
        if (Quality?.Activity is not { } activity)
            return;
        Everybody = [.. Enumerable.Range(0, Quality.Labels.Count).Select(label => activity.People.Sum(person => person.ByLabel[label]))];
        Shown = [.. Enumerable.Range(0, Everybody.Length).Where(label => Everybody[label] > 0).OrderByDescending(label => Everybody[label]).Take(LabelColor.Count).Order()];
    }

    private static IEnumerable<ReportRow> PeriodRows(ActivityView activity) => activity.Periods.Where(period => period.Annotations > 0).Select(period => new ReportRow(
        [PeriodNames.Long(period, activity.Unit), Numbers.Count(period.Annotations), Time(period.MedianSeconds), Numbers.Count(period.OverlappingItems), Score(period.KrippendorffAlpha.Value), Range(period.KrippendorffAlpha)], period.IsThin));

    private static ReportRow Row(string name, AgreementFigure figure, string from, bool isThin) => new([name, Score(figure.Value), Range(figure), from], isThin);

    private static string Score(double? value) => value is { } known ? Numbers.Score(known).Replace('-', '−') : "–";

    private static string Range(AgreementFigure? figure) => figure is { Low: { } low, High: { } high } ? $"{Score(low)} to {Score(high)}" : "–";

    private static string Time(double? seconds) => seconds is { } known ? Numbers.Duration(known) : "–";
}
