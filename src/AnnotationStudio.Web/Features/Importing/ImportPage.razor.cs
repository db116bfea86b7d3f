using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.JSInterop;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Leads bring files into their project, and take them out again.</summary>
public sealed partial class ImportPage(ImportDesks desks, CurrentPerson current, ProjectNews news, PageTools tools, IJSRuntime js) : IAsyncDisposable
{
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(300);
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _following;
    private int _followed;
    private ElementReference _input;
    private FileLink? _link;
    private byte[] _head = [];
    private long _sendingSince;

    [Parameter]
    public int ProjectId { get; set; }

    private Problem? Refusal { get; set; }

    private IReadOnlyList<ImportView>? Imports { get; set; }

    private DateTimeOffset Now { get; set; }

    private ChosenFile? File { get; set; }

    private ImportPreview? Preview { get; set; }

    private ImportSummary? Summary { get; set; }

    private string? Failure { get; set; }

    private bool IsReady { get; set; }

    private bool IsSending { get; set; }

    private bool KeepGoodRows { get; set; }

    private long Sent { get; set; }

    private ImportProgress? Progress { get; set; }

    private int? Undoing { get; set; }

    private ImportStep Step => IsSending ? ImportStep.Send : Summary is not null ? ImportStep.Done : File is null ? ImportStep.File : ImportStep.Columns;

    private double? SecondsLeft => Progress is { BytesRead: > 0 } done && File is not null && tools.Time.GetElapsedTime(_sendingSince).TotalSeconds is > 1 and var spent
        ? spent * (File.Bytes - done.BytesRead) / done.BytesRead
        : null;

    public async ValueTask DisposeAsync()
    {
        _following?.Dispose();
        await _leaving.CancelAsync();
        _leaving.Dispose();
        if (_link is not null)
            await _link.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_followed == ProjectId)
            return;
        (_followed, File, Preview, Summary, Failure, Imports) = (ProjectId, null, null, null, null, null);
        _following?.Dispose();
        _following = news.Follow(ProjectId, () => InvokeAsync(ReadAsync), Happening.ItemsChanged);
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || Refusal is not null)
            return;
        _link = new FileLink(ChosenAsync, bytes => InvokeAsync(() => Sent = bytes), EndedAsync);
        await _link.OpenAsync(js, _input, _leaving.Token);
        IsReady = true;
        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        try
        {
            Now = tools.Time.GetUtcNow();
            var outcome = await desks.Imports.ListAsync(await current.CallerAsync(), ProjectId, _leaving.Token);
            (Imports, Refusal) = (outcome.Value, outcome.Problem);
            if (Refusal is { Kind: ProblemKind.NotFound })
                tools.Navigation.NotFound();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it was read.
        }
    }

    private async Task ChooseAsync() => await _link!.ChooseAsync(_leaving.Token);

    private Task ChosenAsync(ChosenFile file) => InvokeAsync(async () =>
    {
        (File, Preview, Summary, Failure, KeepGoodRows) = (file, null, null, null, false);
        _head = file.Bytes == 0 ? [] : await _link!.HeadAsync(PreviewDesk.HeadBytes, _leaving.Token);
        await PreviewAsync(format: null, roles: null);
    });

    private Task ChangeFormatAsync(string format) => PreviewAsync(format, roles: null);

    // A file has one text, one label column and one id: who takes such a part takes it from the column that had it.
    private Task ChangeRoleAsync((int Column, ColumnRole Role) change) => PreviewAsync(
        Preview!.Format,
        [.. Preview.Roles.Select((role, column) => column == change.Column ? change.Role
            : role == change.Role && role != ColumnRole.LeftOut ? ColumnRole.Detail
            : role)]);

    private async Task PreviewAsync(string? format, IReadOnlyList<ColumnRole>? roles)
    {
        var outcome = await desks.Previews.ReadAsync(await current.CallerAsync(), ProjectId, _head, format, File!.Name, roles, _leaving.Token);
        (Preview, Failure) = (outcome.Value ?? Preview, outcome.Problem?.Message);
        StateHasChanged();
    }

    private Task SendGoodRowsAsync()
    {
        KeepGoodRows = true;
        return SendAsync();
    }

    private async Task SendAsync()
    {
        (Summary, Failure, Progress, Sent, IsSending) = (null, null, null, 0, true);
        _sendingSince = tools.Time.GetTimestamp();
        await _link!.SendAsync(Address(), _leaving.Token);
        _ = InvokeAsync(GlanceAsync);
    }

    private string Address()
    {
        var request = PreviewDesk.Request(Preview!.Columns, Preview.Roles);
        var query = new List<KeyValuePair<string, string?>>
        {
            new("format", Preview.Format), new("text", request.TextColumn), new("label", request.LabelColumn), new("id", request.IdColumn),
            new("keepGoodRows", KeepGoodRows ? "true" : "false"), new("fileName", File!.Name),
        };
        query.AddRange(request.LeaveOut.Select(column => new KeyValuePair<string, string?>("leaveOut", column)));
        return QueryHelpers.AddQueryString($"/api/v1/projects/{ProjectId}/import", query);
    }

    // The file goes by HTTP, so the page looks now and then how far the server has come with it.
    private async Task GlanceAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(_glance, tools.Time);
            while (IsSending && await timer.WaitForNextTickAsync(_leaving.Token))
            {
                var outcome = await desks.Imports.ProgressAsync(await current.CallerAsync(), ProjectId, _leaving.Token);
                Progress = outcome.Value ?? Progress;
                StateHasChanged();
            }
        }
        catch (OperationCanceledException)
        {
            // The person has left the page.
        }
    }

    private Task EndedAsync(int status, bool hasAnswer) => InvokeAsync(async () =>
    {
        IsSending = false;
        var answer = hasAnswer ? await _link!.AnswerAsync(_leaving.Token) : [];
        (Summary, Failure) = ImportAnswer.Read(status, answer);
        await ReadAsync();
    });

    private async Task CancelAsync() => await _link!.CancelAsync(_leaving.Token);

    private async Task UndoAsync(ImportView import)
    {
        var caller = await current.CallerAsync();
        var weight = await desks.Imports.WeighUndoAsync(caller, ProjectId, import.Id, _leaving.Token);
        if (!weight.IsDone || !await tools.Dialogs.ConfirmAsync($"Undo {import.FileName}?", weight.Value.Words, "Undo import", isDanger: true))
            return;
        Undoing = import.Id;
        StateHasChanged();
        var outcome = await desks.Imports.UndoAsync(caller, ProjectId, import.Id, _leaving.Token);
        Undoing = null;
        tools.Toasts.Add(outcome.Problem?.Message ?? $"{import.FileName} is undone.", outcome.IsDone ? Severity.Normal : Severity.Error);
        await ReadAsync();
    }
}
