using System.Net;
using System.Text.RegularExpressions;

namespace AnnotationStudio.Load;

/// <summary>A lead in front of the pages: carries the cookie that the sign-in form gives.</summary>
internal sealed partial class Lead(Uri address) : IDisposable
{
    // What is still being worked out is drawn as busy.
    private const string Busy = "aria-busy=\"true\"";
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    public async Task SignInAsync(string email, string password, CancellationToken ct)
    {
        var token = WebUtility.HtmlDecode(Token().Match(await _client.GetStringAsync("/sign-in", ct)).Groups[1].Value);
        using var form = new FormUrlEncodedContent([new("Input.Email", email), new("Input.Password", password), new("_handler", "sign-in"), new("__RequestVerificationToken", token)]);
        using var answer = await _client.PostAsync("/sign-in", form, ct);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"Signing in was answered {(int)answer.StatusCode}.");
    }

    /// <summary>Opens a page, and opens it again until nothing on it is busy. What follows over the circuit in a browser shows here at the next opening.</summary>
    /// <returns>Seconds until the first answer, until one that shows <paramref name="figure"/>, and until all is there.</returns>
    public async Task<Opening> OpenAsync(string page, string figure, CancellationToken ct)
    {
        var (began, first, shown) = (TimeProvider.System.GetTimestamp(), double.NaN, double.NaN);
        while (true)
        {
            var html = await _client.GetStringAsync(page, ct);
            var seconds = Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 3);
            first = double.IsNaN(first) ? seconds : first;
            shown = double.IsNaN(shown) && html.Contains(figure, StringComparison.Ordinal) ? seconds : shown;
            if (!double.IsNaN(shown) && !html.Contains(Busy, StringComparison.Ordinal))
                return new Opening(first, shown, seconds);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
        }
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

/// <summary>How long a page took, in seconds.</summary>
/// <param name="First">Until the first answer, whatever it showed.</param>
/// <param name="Shown">Until the figures that matter were there.</param>
/// <param name="Whole">Until everything was.</param>
internal sealed record Opening(double First, double Shown, double Whole);
