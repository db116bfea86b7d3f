using System.Text.Json;
using AnnotationStudio.Engine.Evaluation;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Metrics as a model version keeps them.</summary>
public static class StoredMetrics
{
    /// <summary>The report, or null when there is none or another build wrote it in a way that this one cannot read.</summary>
    public static MetricsReport? Read(string? json)
    {
        if (json is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<MetricsReport>(json, Api.Json) is { PerClass: not null } report ? report : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write(MetricsReport report) => JsonSerializer.Serialize(report, Api.Json);
}
