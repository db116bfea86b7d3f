using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a model says of items that it did not learn from, beside what people said.</summary>
internal static class UnseenAnswers
{
    /// <summary>Out of fold, of the items it was trained on; null when there are none.</summary>
    public static JudgedItems? OutOfFold(LabelSet labels, LearnedRows learned) => learned.Trained.Count == 0 ? null : new JudgedItems(
        labels, [.. learned.Trained.Select(row => row.Labels)], Suggested(learned.OutOfFold, learned.Model.Thresholds), learned.OutOfFold);

    /// <summary>Of texts with a truth, told in the labels of a list: labels that the model does not know get 0, and what else it knows is left out.</summary>
    /// <param name="model">A version, perhaps older than some of the labels.</param>
    /// <param name="texts">What it has not seen.</param>
    /// <param name="truth">For each text the indexes of its labels in <paramref name="labels"/>.</param>
    /// <param name="labels">The labels to tell it in.</param>
    /// <param name="labelIds">Their ids, by index.</param>
    /// <param name="ct">Obeyed between blocks of texts.</param>
    public static JudgedItems Of(ServingModel model, IReadOnlyList<string> texts, IReadOnlyList<int[]> truth, LabelSet labels, IReadOnlyList<int> labelIds, CancellationToken ct)
    {
        var own = model.Predict(texts, ct);
        var place = Enumerable.Range(0, labelIds.Count).ToDictionary(index => labelIds[index], index => index);
        int[] to = [.. model.LabelIds.Select(id => place.GetValueOrDefault(id, -1))];
        var told = new ProbabilityMatrix(texts.Count, labelIds.Count);
        for (var row = 0; row < texts.Count; row++)
            for (var column = 0; column < to.Length; column++)
                if (to[column] >= 0)
                    told[row][to[column]] = own[row][column];
        int[][] suggested = [.. Suggested(own, model.Model.Thresholds).Select(columns => columns.Select(column => to[column]).Where(index => index >= 0).ToArray())];
        return new JudgedItems(labels, truth, suggested, told);
    }

    /// <summary>What a model suggests for each text, as its own columns.</summary>
    public static int[][] Suggested(ServingModel model, IReadOnlyList<string> texts, CancellationToken ct) => Suggested(model.Predict(texts, ct), model.Model.Thresholds);

    private static int[][] Suggested(ProbabilityMatrix rows, IReadOnlyList<float>? thresholds) =>
        [.. Enumerable.Range(0, rows.Rows).Select(row => Decision.Suggested(rows[row], thresholds))];
}
