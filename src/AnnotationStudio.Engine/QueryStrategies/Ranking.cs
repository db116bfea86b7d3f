using System.Numerics;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>The largest of many scores, ties settled by the seeded generator and never by row order.</summary>
internal static class Ranking
{
    /// <summary>Indexes of the <paramref name="count"/> largest scores, largest first.</summary>
    /// <remarks>
    /// A bounded heap: O(scores) to pass over those below its least, a whole vector at a time, and O(log count) for each that enters. Chance is drawn for
    /// those alone that reach the least so far, which all that tie at the end do. NaN counts as less than any number.
    /// </remarks>
    public static int[] Top(ReadOnlySpan<float> scores, int count, Random random)
    {
        if (count == 0)
            return [];
        var heap = new PriorityQueue<int, (float Score, int Jitter)>(count + 1);
        var least = float.NegativeInfinity;
        for (var i = 0; i < scores.Length; i++)
        {
            if (heap.Count == count && (i = FirstFrom(scores, i, least)) == scores.Length)
                break;
            var rank = (float.IsNaN(scores[i]) ? float.NegativeInfinity : scores[i], random.Next());
            if (heap.Count < count)
                heap.Enqueue(i, rank);
            else
                heap.EnqueueDequeue(i, rank);
            if (heap.Count == count && heap.TryPeek(out _, out var lowest))
                least = lowest.Score;
        }

        var top = new int[count];
        for (var place = count - 1; place >= 0; place--)
            top[place] = heap.Dequeue();
        return top;
    }

    // The next score that is not below the least; the number of scores when there is none.
    private static int FirstFrom(ReadOnlySpan<float> scores, int from, float least)
    {
        var limit = new Vector<float>(least);
        while (from + Vector<float>.Count <= scores.Length && !Vector.GreaterThanOrEqualAny(new Vector<float>(scores[from..]), limit))
            from += Vector<float>.Count;
        while (from < scores.Length && !(scores[from] >= least))
            from++;
        return from;
    }
}
