using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Exporting;

/// <summary>Leads take what their project knows out of the studio.</summary>
public sealed partial class ExportPage(ExportDesk desk, CurrentPerson current, ProjectNews news, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private int _followed;

    [Parameter]
    public int ProjectId { get; set; }

    /// <summary><c>consensus</c> or <c>annotations</c>.</summary>
    [SupplyParameterFromQuery]
    public string? What { get; set; }

    /// <summary><c>jsonl</c> or <c>csv</c>.</summary>
    [SupplyParameterFromQuery]
    public string? Format { get; set; }

    [SupplyParameterFromQuery]
    public bool Unlabelled { get; set; }

    private ExportRequest Request { get; set; } = new();

    private ExportCounts? Counts { get; set; }

    private Problem? Refusal { get; set; }

    private int Rows => Counts is null ? 0
        : Request.Rows == ExportRows.Annotations ? Counts.Annotations
        : Counts.Labelled + (Request.Unlabelled ? Counts.Unlabelled : 0);

    private string Address => $"api/v1/projects/{ProjectId}/export?{Query(Request)}";

    public void Dispose()
    {
        _following?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        Request = ExportRequest.Read(Format, What, Unlabelled) is { IsDone: true, Value: { } request } ? request : new ExportRequest();
        if (_followed == ProjectId)
            return;
        _followed = ProjectId;
        _following?.Dispose();
        _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.ItemsChanged, Happening.LabelsArrived);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var outcome = await desk.CountAsync(await current.CallerAsync(), ProjectId, _leaving.Token);
            (Counts, Refusal) = (outcome.Value, outcome.Problem);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    // The choice lives in the address, so that it can be sent to somebody.
    private void Change(ExportRequest request) => tools.Navigation.NavigateTo($"projects/{ProjectId}/export?{Query(request)}", replace: true);

    private static string Query(ExportRequest request) =>
        $"what={(request.Rows == ExportRows.Annotations ? "annotations" : "consensus")}&format={(request.Format == ExportFormat.Csv ? "csv" : "jsonl")}{(request.Unlabelled ? "&unlabelled=true" : "")}";
}
