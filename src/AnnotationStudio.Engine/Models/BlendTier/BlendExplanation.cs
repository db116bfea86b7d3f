namespace AnnotationStudio.Engine.Models.BlendTier;

/// <summary>Several explanations of one text as one.</summary>
internal static class BlendExplanation
{
    /// <summary>The text cut wherever any stretch begins or ends; each piece with the sum of the weights over it.</summary>
    public static IReadOnlyList<TokenWeight> Of(string text, IReadOnlyList<IReadOnlyList<TokenWeight>> explanations)
    {
        TokenWeight[] all = [.. explanations.SelectMany(stretches => stretches)];
        int[] cuts = [.. all.SelectMany(stretch => new[] { stretch.Start, stretch.End }).Distinct().Order()];
        var pieces = new List<TokenWeight>();
        for (var cut = 0; cut + 1 < cuts.Length; cut++)
        {
            var (start, end) = (cuts[cut], cuts[cut + 1]);
            var weight = all.Where(stretch => stretch.Start <= start && end <= stretch.End).Sum(stretch => stretch.Weight);
            if (weight != 0 && !string.IsNullOrWhiteSpace(text[start..end]))
                pieces.Add(new TokenWeight(start, end, weight));
        }

        var largest = pieces.Count == 0 ? 0 : pieces.Max(piece => Math.Abs(piece.Weight));
        return [.. pieces
            .OrderByDescending(piece => Math.Abs(piece.Weight)).ThenBy(piece => piece.Start)
            .Select(piece => piece with { Weight = piece.Weight / largest })];
    }
}
