using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A version with its metrics read, as the models page shows it.</summary>
public sealed record ModelLine(ModelView Model, MetricsReport? Metrics)
{
    public string Name => $"v{Model.Version}";

    public bool IsThin => Metrics is { Items: < 20 };

    /// <summary>What became of it, and the chip's kind.</summary>
    public (string Words, string Kind) Fate => Model switch
    {
        { Fault: not null } => ("Damaged", "bad"),
        { RetiredAt: not null } => ("Retired", ""),
        { IsChampion: true, IsProvisional: true } => ("Provisional", "warn"),
        { IsChampion: true } => ("Champion", "accent"),
        { WasPromoted: true } => ("Replaced", ""),
        _ => ("Kept out", ""),
    };

    /// <summary>Its figure in words, for a sentence.</summary>
    public string ScoreBy(ObjectiveMetric metric) => Metrics?.FigureOf(metric.ToMeasure()) is not { } figure
        ? $"{Name} was not judged"
        : $"{Name} reaches {Numbers.Score(figure.Value)} ({Numbers.Range(figure.Low, figure.High)}) in {metric.ToMeasure()} {(Metrics.Source == MetricsSource.Audit ? $"on {Numbers.Count(Metrics.Items, "audit item")}" : "by cross-validation")}";

    public static ModelLine Of(ModelView model) => new(model, StoredMetrics.Read(model.Metrics?.GetRawText()));
}
