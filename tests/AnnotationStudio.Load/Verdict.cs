using System.Text.Json;

namespace AnnotationStudio.Load;

/// <summary>How a run says what it found.</summary>
internal static class Verdict
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>One JSON object on standard output; 0 where the bar is met.</summary>
    public static int Print(object found, bool met)
    {
        Console.WriteLine(JsonSerializer.Serialize(found, Json));
        return met ? 0 : 1;
    }
}
