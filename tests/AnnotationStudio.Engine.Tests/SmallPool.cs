using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests;

/// <summary>A few hundred made-up messages of three kinds, and a pool of them.</summary>
internal static class SmallPool
{
    public static readonly string[] Labels = ["roads", "water", "parks"];

    private static readonly string[][] Words =
    [
        ["pothole", "asphalt", "street", "crossing", "lorry", "kerb", "traffic", "sign", "lane", "junction"],
        ["pipe", "leak", "tap", "pressure", "drain", "flood", "meter", "sewer", "pump", "brown"],
        ["tree", "bench", "playground", "grass", "swing", "path", "dog", "litter", "flower", "pond"],
    ];

    private static readonly string[] Common = ["the", "a", "is", "please", "near", "my", "house", "since", "monday", "again", "it", "and", "we", "need", "help"];

    public static (string[] Texts, int[] Kinds) Make(int count, int seed = 1)
    {
        var random = new Random(seed);
        var texts = new string[count];
        var kinds = new int[count];
        for (var i = 0; i < count; i++)
        {
            kinds[i] = i % 3;
            var words = Enumerable.Range(0, 12).Select(_ => random.Next(10) switch
            {
                < 3 => Words[kinds[i]][random.Next(10)],
                3 => Words[random.Next(3)][random.Next(10)],
                _ => Common[random.Next(Common.Length)],
            });
            texts[i] = string.Join(' ', words);
        }

        return (texts, kinds);
    }

    public static (FeatureSpace Space, Pool Pool, int[] Kinds) Build(int count, int seed = 1)
    {
        var (texts, kinds) = Make(count, seed);
        var space = FeatureSpace.Learn(texts, count);
        var pool = new Pool(space.Layout);
        pool.Append([.. Enumerable.Range(0, count).Select(row => 1000L + row)], space.Featurize(texts).Features!);
        return (space, pool, kinds);
    }
}
