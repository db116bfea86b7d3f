using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>The page's end of <c>js/import.js</c>, which holds the file.</summary>
/// <param name="chosen">Somebody chose a file.</param>
/// <param name="sent">So many of its bytes have left.</param>
/// <param name="ended">The server answered with this status and whether it said more; 0 is no answer.</param>
internal sealed class FileLink(Func<ChosenFile, Task> chosen, Func<long, Task> sent, Func<int, bool, Task> ended) : IAsyncDisposable
{
    private const long LargestAnswer = 1024 * 1024;
    private IJSObjectReference? _file;
    private DotNetObjectReference<FileLink>? _self;

    public async Task OpenAsync(IJSRuntime js, ElementReference input, CancellationToken ct)
    {
        _self = DotNetObjectReference.Create(this);
        await using var module = await js.InvokeAsync<IJSObjectReference>("import", ct, "/js/import.js");
        _file = await module.InvokeAsync<IJSObjectReference>("attach", ct, input, _self);
    }

    public ValueTask ChooseAsync(CancellationToken ct) => _file!.InvokeVoidAsync("choose", ct);

    /// <summary>The beginning of a file that is not empty.</summary>
    public async Task<byte[]> HeadAsync(int bytes, CancellationToken ct) =>
        await ReadAsync(await _file!.InvokeAsync<IJSStreamReference>("head", ct, bytes), ct);

    public ValueTask SendAsync(string url, CancellationToken ct) => _file!.InvokeVoidAsync("send", ct, url);

    /// <summary>What the server said in the end, if it did.</summary>
    public async Task<byte[]> AnswerAsync(CancellationToken ct) => await ReadAsync(await _file!.InvokeAsync<IJSStreamReference>("answer", ct), ct);

    public ValueTask CancelAsync(CancellationToken ct) => _file!.InvokeVoidAsync("cancel", ct);

    [JSInvokable]
    public Task ChosenAsync(string name, long bytes) => chosen(new ChosenFile(name, bytes));

    [JSInvokable]
    public Task SentAsync(long bytes) => sent(bytes);

    [JSInvokable]
    public Task EndedAsync(int status, bool hasAnswer) => ended(status, hasAnswer);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_file is not null)
            {
                await _file.InvokeVoidAsync("leave");
                await _file.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and the file with it.
        }

        _self?.Dispose();
    }

    private static async Task<byte[]> ReadAsync(IJSStreamReference reference, CancellationToken ct)
    {
        await using var _ = reference;
        await using var stream = await reference.OpenReadStreamAsync(LargestAnswer, ct);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, ct);
        return memory.ToArray();
    }
}
