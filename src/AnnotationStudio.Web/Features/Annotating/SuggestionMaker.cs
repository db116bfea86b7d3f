using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>Asks the champion about items that are about to be shown.</summary>
public sealed class SuggestionMaker(ModelShelf shelf)
{
    private const float LeastShown = 0.01f;
    private const int MostTokens = 12;

    /// <summary>One for each lease; null where the person is to decide alone, or nothing can suggest yet.</summary>
    internal async Task<Suggestion?[]> ForAsync(int projectId, LabelPage labels, IReadOnlyList<Lease> leases, CancellationToken ct)
    {
        var suggestions = new Suggestion?[leases.Count];
        var rows = Enumerable.Range(0, leases.Count).Where(row => leases[row].Kind == AssignmentKind.Chosen).ToList();
        if (labels.Suggestions == SuggestionMode.Hidden || rows.Count == 0 || await shelf.ChampionAsync(projectId, ct) is not { } champion)
            return suggestions;
        var texts = rows.ConvertAll(row => leases[row].Item.Text);
        var probabilities = champion.Predict(texts, ct);
        for (var index = 0; index < rows.Count; index++)
            suggestions[rows[index]] = Of(champion, labels, texts[index], probabilities[index]);
        return suggestions;
    }

    private static Suggestion? Of(ServingModel champion, LabelPage labels, string text, ReadOnlySpan<float> probabilities)
    {
        var suggested = Decision.Suggested(probabilities, champion.Model.Thresholds);
        // Rules that matched nothing hold all labels equally likely: that is no opinion, and showing one would anchor people to the first label.
        if (champion.Model.Thresholds is null && probabilities.Length > 1 && probabilities.Count(probabilities[suggested.FirstOrDefault()]) == probabilities.Length)
            return null;
        var best = 0;
        var shown = new List<SuggestedLabel>();
        for (var column = 0; column < probabilities.Length; column++)
        {
            if (probabilities[column] > probabilities[best])
                best = column;
            // A label that was renamed keeps its id; one that was retired is suggested no more.
            if (probabilities[column] >= LeastShown && labels.Names.TryGetValue(champion.LabelIds[column], out var name) && labels.Ids.ContainsKey(name))
                shown.Add(new SuggestedLabel(name, Math.Round(probabilities[column], 4), suggested.Contains(column)));
        }

        var tokens = champion.Model.Explain(text, best).Take(MostTokens).Select(token => new SpeakingToken(token.Start, token.End, token.Weight));
        return new Suggestion([.. shown.OrderByDescending(label => label.Probability)], champion.Version, [.. tokens]);
    }
}
