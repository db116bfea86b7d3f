using AnnotationStudio.Engine.LabelErrors;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.LabelErrors;

public sealed class ConflictsTests
{
    [Fact]
    public void Find_SameTextsWithOtherLabels_AreFoundAmongManyAndNothingElseIs()
    {
        // Enough texts that not all are compared with all; each third is there twice, half of those with the same label.
        var random = new Random(1);
        string[] words = [.. Enumerable.Range(0, 400).Select(at => $"w{(char)('a' + (at % 26))}{(char)('a' + (at / 26))}x")];
        List<string> texts = [.. Enumerable.Range(0, 600).Select(_ => string.Join(' ', Enumerable.Range(0, 20).Select(_ => words[random.Next(random.Next(1, 400))])))];
        List<int[]> labels = [.. texts.Select(_ => new[] { random.Next(2) })];
        var expected = new List<Conflict>();
        for (var item = 0; item < 600; item += 3)
        {
            if (item % 2 == 0)
                expected.Add(new(item, texts.Count));
            labels.Add([item % 2 == 0 ? 1 - labels[item][0] : labels[item][0]]);
            texts.Add(texts[item]);
        }

        var ct = TestContext.Current.CancellationToken;
        var space = FeatureSpace.Learn(texts, texts.Count, new FeatureSpaceOptions(), null, ct);
        var pool = new Pool(space.Layout);
        pool.Append([.. Enumerable.Range(0, texts.Count).Select(row => (long)row)], space.Featurize([.. texts], 1, ct).Features!);

        Assert.Equal(expected, Conflicts.Find(pool, [.. Enumerable.Range(0, texts.Count)], labels, ct));
    }
}
