using System.Globalization;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What people see of their own work; nobody else's name stands here.</summary>
public sealed partial class OwnWorkPage(OwnWorkDesk desk, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary>Somebody else, for leads.</summary>
    [SupplyParameterFromQuery(Name = "person")]
    public int? PersonId { get; set; }

    private OwnWorkView? View { get; set; }

    private Problem? Refusal { get; set; }

    private string Title => View is { IsOwn: false } ? View.Person.Name : "My work";

    private string Own => View!.IsOwn ? "your" : "their";

    private bool IsAnyJudged => View!.Labels.Any(label => label.Hits + label.Missed + label.Added > 0);

    private string DriftWords => (View!.IsDriftClear, View.Drift > 0) switch
    {
        (false, _) => "No clear change: what differs between these stretches may be chance.",
        (true, true) => "More answers are right of late than before.",
        _ when !View.IsOwn => "Fewer answers are right of late than before. Talk with them about what has changed.",
        _ => "Fewer answers are right of late than before. Read the guidelines again, or talk about what has changed.",
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
            _following?.Dispose();
            _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.LabelsArrived, Happening.ProjectChanged);
        }

        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var outcome = await desk.ReadAsync(await current.CallerAsync(), ProjectId, PersonId, _leaving.Token);
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

    // Of one day's work the days would all say the same.
    private string When(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, tools.Time.LocalTimeZone)
        .ToString(View!.Periods[^1].To - View.Periods[0].From < TimeSpan.FromDays(1) ? "HH:mm" : "d MMM", CultureInfo.InvariantCulture);

    private static string Value(AgreementFigure? figure) => figure?.Value is { } value ? Numbers.Share(value) : "–";

    private static string? Range(AgreementFigure? figure) => figure is { Low: { } low, High: { } high } ? $"{Numbers.Share(low)} to {Numbers.Share(high)}" : null;
}
