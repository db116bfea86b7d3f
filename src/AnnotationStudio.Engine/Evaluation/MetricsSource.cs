using System.Text.Json.Serialization;

namespace AnnotationStudio.Engine.Evaluation;

/// <summary>Which items a report was judged on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MetricsSource>))]
public enum MetricsSource
{
    /// <summary>A uniform random sample, labelled blind and never trained on: an honest estimate.</summary>
    [JsonStringEnumMemberName("audit")]
    Audit,

    /// <summary>Training labels, each predicted by a model that had not seen it: biased by how they were chosen.</summary>
    [JsonStringEnumMemberName("crossValidation")]
    CrossValidation,
}
