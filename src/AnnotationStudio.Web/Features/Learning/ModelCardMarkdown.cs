using System.Globalization;
using System.Text;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Web.Components;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A model card as Markdown.</summary>
internal static class ModelCardMarkdown
{
    public static string Write(ModelCard card)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Plain(card.Project)}, v{card.Version}\n\n{card.Tier}: {card.Summary}\n\nState: {card.State}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"## Intended use\n\n{Plain(card.IntendedUse)}\n\n## Limits\n\n");
        foreach (var limit in card.Limits)
            text.Append(CultureInfo.InvariantCulture, $"- {Plain(limit)}\n");
        Figures(text, card.Metrics);
        Data(text, card);
        text.Append("\n## Decisions\n\n");
        foreach (var decision in card.Decisions)
            text.Append(CultureInfo.InvariantCulture, $"- {Day(decision.At)}, {Plain(decision.By)}: {Plain(decision.Words)}\n");
        Making(text, card.Training);
        return text.ToString();
    }

    private static void Figures(StringBuilder text, MetricsReport? metrics)
    {
        text.Append("\n## Figures\n\n");
        if (metrics is null)
        {
            text.Append("None.\n");
            return;
        }

        text.Append(metrics.Source == MetricsSource.Audit
            ? $"On {Numbers.Count(metrics.Items, "audit item")}, with 95 % intervals.\n\n"
            : $"Cross-validation on {Numbers.Count(metrics.Items, "training label")}, biased by how they were chosen, with 95 % intervals.\n\n");
        text.Append("| figure | value | 95 % |\n|---|---|---|\n");
        foreach (var (name, figure) in new[] { ("accuracy", metrics.Accuracy), ("macro F1", metrics.MacroF1), ("micro F1", metrics.MicroF1) })
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Numbers.Score(figure.Value)} | {Numbers.Range(figure.Low, figure.High)} |\n");
        if (metrics.CalibrationError is { } error)
            text.Append(CultureInfo.InvariantCulture, $"| calibration error | {Numbers.Score(error)} | |\n");
        text.Append(CultureInfo.InvariantCulture, $"| items with a suggestion | {Numbers.Share(metrics.Coverage)} | |\n\n");
        text.Append("| label | precision | recall | F1 | 95 % | items |\n|---|---|---|---|---|---|\n");
        foreach (var label in metrics.PerClass)
        {
            var interval = LabelIntervals.F1(label);
            text.Append(CultureInfo.InvariantCulture, $"| {Plain(label.Label)} | {Numbers.Score(label.Precision)} | {Numbers.Score(label.Recall)} | {Numbers.Score(label.F1)} | {Numbers.Range(interval.Low, interval.High)} | {label.Support} |\n");
        }
    }

    private static void Data(StringBuilder text, ModelCard card)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## Data\n\n{Numbers.Count(card.Data.LabelledItems, "labelled item")}, annotations up to number {card.Data.DataCut}");
        text.Append(card.Data.AnnotationsSha256 is { } hash ? $"; the list of exactly those used has SHA-256 `{hash}`.\n" : ".\n");
        if (card.Data.LeftOutNearAudit > 0)
            text.Append(CultureInfo.InvariantCulture, $"{Numbers.Count(card.Data.LeftOutNearAudit, "labelled item")} left out because they all but equal an audit item.\n");
        text.Append("\n| label | items |\n|---|---|\n");
        foreach (var label in card.Data.Labels)
            text.Append(CultureInfo.InvariantCulture, $"| {Plain(label.Name)} | {label.Items?.ToString(CultureInfo.InvariantCulture) ?? "not counted"} |\n");
    }

    private static void Making(StringBuilder text, CardTraining training)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## How it was made\n\n- Trained {Day(training.TrainedAt)} in {Numbers.Duration(training.Seconds)}, seed {training.Seed}\n");
        text.Append(CultureInfo.InvariantCulture, $"- Artifact: {Numbers.Bytes(training.SizeBytes)}, SHA-256 `{training.ArtifactSha256}`\n");
        if (training.FeaturesSha256 is { } features)
            text.Append(CultureInfo.InvariantCulture, $"- Feature space: SHA-256 `{features}`\n");
        if (training is { ItemsPerSecond: { } speed, LatencyMilliseconds: { } latency })
            text.Append(CultureInfo.InvariantCulture, $"- Speed when it was trained: {speed:N0} texts a second, one answer within {latency:0.0} ms (95th percentile)\n");
    }

    private static string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    // People's words must not become headings, links or rows.
    private static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var character in words)
            plain.Append(character is '\r' or '\n' ? " " : character is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '|' ? $"\\{character}" : character.ToString());
        return plain.ToString();
    }
}
