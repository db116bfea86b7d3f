using AnnotationStudio.Engine.Stopping;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>A version of the same tier that came before, loaded.</summary>
/// <param name="TrainedItems">Labelled items it learned from.</param>
internal sealed record Predecessor(ServingModel Model, int TrainedItems);

/// <summary>How far a version says what the one before it said, of a sample of the pool that stays the same.</summary>
internal static class Succession
{
    // A tier that embeds texts takes seconds for hundreds: it is asked about as many as this allows, and not at all where a single text would decide.
    private const double MostSeconds = 10;
    private const int FewestTexts = 500;

    /// <summary>Texts that both are asked about: as many as count, fewer where the model is slow, none where it is too slow.</summary>
    public static int SampleSize(Speed? speed) =>
        (int)Math.Min(StabilizingPredictions.SampleSize, (speed?.ItemsPerSecond ?? 0) * MostSeconds) is var size and >= FewestTexts ? size : 0;

    /// <summary>Cohen's kappa of both; null where nothing new was learned, the labels are others, or there are no texts to ask about.</summary>
    public static double? Agreement(Predecessor before, ServingModel after, int trainedItems, IReadOnlyList<string> texts, CancellationToken ct) =>
        trainedItems <= before.TrainedItems || !before.Model.LabelIds.SequenceEqual(after.LabelIds) || texts.Count == 0
            ? null
            : StabilizingPredictions.Agreement(UnseenAnswers.Suggested(before.Model, texts, ct), UnseenAnswers.Suggested(after, texts, ct), after.Model.Labels);
}
