using System.Text;
using System.Text.Json;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Writes what a verb prints into the answer, as it comes, as the elements of one JSON array.</summary>
internal sealed class VerbLines(Stream body) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isFirst = true;

    public TextWriter Writer(bool error) => new LineWriter(this, error);

    public async Task EndAsync(int code)
    {
        await SendAsync(new VerbLine(null, null, code));
        await body.WriteAsync("]"u8.ToArray());
    }

    public ValueTask DisposeAsync()
    {
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task SendAsync(VerbLine line)
    {
        await _turn.WaitAsync();
        try
        {
            var text = (_isFirst ? "" : ",") + JsonSerializer.Serialize(line, JsonSerializerOptions.Web);
            _isFirst = false;
            await body.WriteAsync(Encoding.UTF8.GetBytes(text));
            await body.FlushAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    // Prints come by line from the verbs; single characters and parts wait for their line's end.
    private sealed class LineWriter(VerbLines lines, bool error) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override void WriteLine(string? value) => SendNow(value + "\n");

        public override Task WriteAsync(string? value) => Send(value ?? "");

        public override Task WriteLineAsync(string? value) => Send(value + "\n");

        public override void Write(string? value) => SendNow(value ?? "");

        public override void Write(char value) => SendNow(value.ToString());

        public override void WriteLine() => SendNow("\n");

#pragma warning disable RS0030 // a help page is printed by a library that writes synchronously
        private void SendNow(string text) => Send(text).GetAwaiter().GetResult();
#pragma warning restore RS0030

        private Task Send(string text) => lines.SendAsync(error ? new VerbLine(null, text, null) : new VerbLine(text, null, null));
    }
}
