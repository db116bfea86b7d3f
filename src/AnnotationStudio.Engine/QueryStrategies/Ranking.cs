namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>The largest of many scores, ties settled by the seeded generator and never by row order.</summary>
internal static class Ranking
{
    /// <summary>Indexes of the <paramref name="count"/> largest scores, largest first.</summary>
    /// <remarks>O(scores · log count): a bounded heap, nothing kept for those that do not make it.</remarks>
    public static int[] Top(ReadOnlySpan<float> scores, int count, Random random)
    {
        if (count == 0)
            return [];
        var heap = new PriorityQueue<int, (float Score, int Jitter)>(count + 1);
        for (var i = 0; i < scores.Length; i++)
        {
            var rank = (scores[i], random.Next());
            if (heap.Count < count)
                heap.Enqueue(i, rank);
            else
                heap.EnqueueDequeue(i, rank);
        }

        var top = new int[count];
        for (var place = count - 1; place >= 0; place--)
            top[place] = heap.Dequeue();
        return top;
    }
}
