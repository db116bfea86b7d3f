using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>Passes over near-duplicates in a ranking.</summary>
internal static class DistinctPlaces
{
    // At .95 short questions of the same function words already count as the same: 2 points lost on trec6 at 250 labels.
    private const float DuplicateCosine = .98f;

    /// <summary>Places that are left, ascending, when each near-duplicate of an earlier one is passed over, as long as enough remain.</summary>
    /// <param name="ranked">Vectors in the order of the ranking.</param>
    /// <param name="others">What none should equal either; null for nothing.</param>
    /// <param name="least">How many must be left, at most as many as are ranked.</param>
    public static int[] Of(UnitVectors ranked, UnitVectors? others, int least)
    {
        var (kept, passed) = (new List<int>(), new List<int>());
        for (var place = 0; place < ranked.Count; place++)
            (IsDuplicate(ranked, kept, others, place) ? passed : kept).Add(place);
        kept.AddRange(passed.Take(Math.Max(0, least - kept.Count)));
        return [.. kept.Order()];
    }

    private static bool IsDuplicate(UnitVectors ranked, List<int> kept, UnitVectors? others, int place)
    {
        foreach (var earlier in kept)
            if (ranked.Cosine(place, earlier) >= DuplicateCosine)
                return true;
        for (var i = 0; i < (others?.Count ?? 0); i++)
            if (TensorPrimitives.Dot<float>(ranked[place], others![i]) >= DuplicateCosine)
                return true;
        return false;
    }
}
