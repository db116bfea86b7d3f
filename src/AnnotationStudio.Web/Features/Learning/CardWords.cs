using AnnotationStudio.Data;
using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Web.Components;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The sentences of a model card.</summary>
internal static class CardWords
{
    private const int FewItems = 20;

    public static string IntendedUse(string project, ProjectTask task) =>
        $"Suggests {(task == ProjectTask.Single ? "the one label" : "the labels")} of texts like those of the project \"{project}\", for a person to confirm or correct. "
        + "It was not made to decide about people by itself, and not tried on texts of another kind, source or language.";

    public static IReadOnlyList<string> Limits(ModelLine line)
    {
        var limits = new List<string>();
        switch (line.Metrics)
        {
            case null:
                limits.Add("It was not judged: when it was made there were too few labelled items to judge it on.");
                break;
            case { Source: MetricsSource.Audit } audit:
                limits.Add($"The figures come from {Numbers.Count(audit.Items, "audit item")}: drawn at random from the project's texts, labelled by people who saw no suggestion, never trained on. They say nothing about other texts.");
                if (audit.NonResponse is { } silent and > 0)
                    limits.Add($"Nobody would answer {Numbers.Count(silent, "further audit item")}; hard texts may be among them.");
                break;
            case var unseen:
                limits.Add($"The figures come from cross-validation on {Numbers.Count(unseen.Items, "training label")}, which were chosen because they are hard or new. They are biased, and are not accuracy.");
                break;
        }

        if (line.Metrics is { } metrics && metrics.PerClass.Where(label => label.Support < FewItems).ToList() is { Count: > 0 } thin)
            limits.Add($"Too few items to judge {(thin.Count == 1 ? "one label" : $"{thin.Count} labels")} (fewer than {FewItems}): {string.Join(", ", thin.Select(label => label.Label))}.");
        if (line.Model.LabelCounts is { } counts && line.Model.TrainedItems > 0 && counts.Count(count => count == 0) is var unseenLabels and > 0)
            limits.Add($"It has not seen a single item of {(unseenLabels == 1 ? "one label" : $"{unseenLabels} labels")}, and never suggests {(unseenLabels == 1 ? "it" : "them")}.");
        if (line.Model is { IsChampion: true, IsProvisional: true })
            limits.Add("It serves provisionally: the first looks at the audit items confirm it or take it back.");
        limits.Add("The truth it was judged by is what this project's people agreed on, mistakes included.");
        return limits;
    }
}
