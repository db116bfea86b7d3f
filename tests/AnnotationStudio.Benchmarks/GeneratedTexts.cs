using System.Text;

namespace AnnotationStudio.Benchmarks;

/// <summary>Made-up news of about 200 characters: words by Zipf's law, a part of them peculiar to the text's topic.</summary>
internal static class GeneratedTexts
{
    private const int Vocabulary = 60_000;
    private const int TopicWords = 2_000;
    private const double TopicShare = .25;

    /// <summary>Texts and the topic of each; the same seed gives the same texts, and all seeds use the same words.</summary>
    public static (string[] Texts, int[] Topics) Make(int count, int topics, int seed)
    {
        var (random, letters) = (new Random(seed), new Random(1));
        string[] words = [.. Enumerable.Range(0, Vocabulary).Select(rank => Word(rank, letters))];
        var (texts, kinds) = (new string[count], new int[count]);
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            kinds[i] = random.Next(topics);
            text.Clear();
            while (text.Length < 195)
            {
                var isTopical = random.NextDouble() < TopicShare;
                var rank = isTopical ? 300 + (kinds[i] * TopicWords) + Zipf(TopicWords, random) : Zipf(Vocabulary, random);
                text.Append(text.Length == 0 ? "" : " ").Append(words[rank % Vocabulary]);
            }

            texts[i] = text.Append('.').ToString();
        }

        return (texts, kinds);
    }

    // Ranks with probability about 1/rank.
    private static int Zipf(int size, Random random) => Math.Min(size - 1, (int)Math.Exp(random.NextDouble() * Math.Log(size + 1)) - 1);

    // Frequent words are short.
    private static string Word(int rank, Random random)
    {
        var length = Math.Clamp((int)Math.Log2(rank + 2) / 2 + random.Next(1, 5), 2, 12);
        Span<char> letters = stackalloc char[length];
        for (var at = 0; at < length; at++)
            letters[at] = at % 2 == 0 ? "bcdfglmnprstvw"[random.Next(14)] : "aeiou"[random.Next(5)];
        return letters.ToString();
    }
}
