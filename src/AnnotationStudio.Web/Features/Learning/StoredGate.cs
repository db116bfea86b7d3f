using System.Text.Json;
using AnnotationStudio.Engine.Promotion;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The gate's decisions as they are kept.</summary>
internal static class StoredGate
{
    /// <summary>The decision, or null when there is none or another build wrote it in a way that this one cannot read.</summary>
    public static GateDecision? Read(string? json)
    {
        if (json is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize<GateDecision>(json, Api.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Write(GateDecision? decision) => decision is null ? null : JsonSerializer.Serialize(decision, Api.Json);
}
