using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Benchmarks.Quality;

/// <summary>Votes by chance: items of even labels, people who say the truth with one probability and any other label otherwise.</summary>
internal static class DrawnVotes
{
    public static Votes Make(int items, int people, int labels, int perItem, double accuracy, Random random)
    {
        var votes = new Vote[items * perItem];
        for (var item = 0; item < items; item++)
        {
            var (truth, first) = (random.Next(labels), random.Next(people));
            for (var at = 0; at < perItem; at++)
            {
                var answer = random.NextDouble() < accuracy ? truth : (truth + 1 + random.Next(labels - 1)) % labels;
                votes[(item * perItem) + at] = new(item, (first + (at * Stride(people, perItem))) % people, answer);
            }
        }

        return Votes.Single(items, people, labels, votes);
    }

    // Spreads the people of an item so that many pairs meet, and nobody twice.
    private static int Stride(int people, int perItem) => Math.Max(1, people / perItem);
}
