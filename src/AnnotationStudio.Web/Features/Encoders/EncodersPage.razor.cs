using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Encoders;

/// <summary>Admins see which encoders are there, what is wrong with them, how fast they are, and how far items are embedded.</summary>
public sealed partial class EncodersPage(EncoderDesk desk, CurrentPerson current, StudioEvents events, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _subscription;

    private EncodersView? View { get; set; }

    private EncoderRow? Used => View?.Rows.FirstOrDefault(row => row.IsUsed);

    /// <summary>Name of the encoder that is being measured.</summary>
    private string? Measuring { get; set; }

    public void Dispose()
    {
        _subscription?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override Task OnInitializedAsync()
    {
        _subscription = events.Subscribe(happened =>
        {
            if (happened.What == Happening.EncodersChanged)
                _ = InvokeAsync(ReadAsync);
        });
        return ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            var outcome = await desk.ListAsync(await current.CallerAsync(), _leaving.Token);
            View = outcome.Value;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    private async Task MeasureAsync(string name)
    {
        Measuring = name;
        try
        {
            var outcome = await desk.MeasureAsync(await current.CallerAsync(), name, _leaving.Token);
            if (!outcome.IsDone)
                tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // Nobody waits for the figure any more.
        }
        finally
        {
            Measuring = null;
        }
    }

    private async Task StopAsync((int ProjectId, bool IsStopped) change)
    {
        var outcome = await desk.StopAsync(await current.CallerAsync(), change.ProjectId, change.IsStopped, _leaving.Token);
        if (!outcome.IsDone)
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
        await ReadAsync();
    }
}
