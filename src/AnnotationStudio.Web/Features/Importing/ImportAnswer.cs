using System.Text.Json;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Understands what the server said of a file.</summary>
internal static class ImportAnswer
{
    private const string NoAnswer = "The file was not read to its end, so nothing was added.";

    /// <summary>The summary, or why there is none.</summary>
    /// <param name="status">Of HTTP; 0 is no answer.</param>
    public static (ImportSummary? Summary, string? Failure) Read(int status, byte[] answer)
    {
        if (status is not (StatusCodes.Status200OK or StatusCodes.Status422UnprocessableEntity))
            return (null, status == 0 ? NoAnswer : Detail(answer) ?? $"{NoAnswer} The server answered {status}.");
        var json = JsonSerializer.Deserialize<JsonElement>(answer);
        return json.TryGetProperty("importId", out _) ? (json.Deserialize<ImportSummary>(Api.Json), null) : (null, Detail(answer));
    }

    private static string? Detail(byte[] answer)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(answer).GetProperty("detail").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
