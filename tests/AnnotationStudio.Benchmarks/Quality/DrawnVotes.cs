using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Benchmarks.Quality;

/// <summary>Votes by chance: items of even labels, people who say the truth with one probability and any other label otherwise.</summary>
internal static class DrawnVotes
{
    public static Votes Make(int items, int people, int labels, int perItem, double accuracy, Random random)
    {
        var votes = new Vote[items * perItem];
        int[] everybody = [.. Enumerable.Range(0, people)];
        for (var item = 0; item < items; item++)
        {
            var truth = random.Next(labels);
            for (var at = 0; at < perItem; at++)
            {
                // The first so many of a shuffle.
                var drawn = random.Next(at, people);
                (everybody[at], everybody[drawn]) = (everybody[drawn], everybody[at]);
                var answer = random.NextDouble() < accuracy ? truth : (truth + 1 + random.Next(labels - 1)) % labels;
                votes[(item * perItem) + at] = new(item, everybody[at], answer);
            }
        }

        return Votes.Single(items, people, labels, votes);
    }
}
