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

    /// <summary>Its score in words, for a sentence.</summary>
    public string Score => Metrics is null
        ? $"{Name} was not judged"
        : $"{Name} has a macro F1 of {Numbers.Score(Metrics.MacroF1.Value)} ({Numbers.Range(Metrics.MacroF1.Low, Metrics.MacroF1.High)}) {(Metrics.Source == MetricsSource.Audit ? $"on {Numbers.Count(Metrics.Items, "audit item")}" : "in cross-validation")}";

    public static ModelLine Of(ModelView model) => new(model, StoredMetrics.Read(model.Metrics?.GetRawText()));
}
