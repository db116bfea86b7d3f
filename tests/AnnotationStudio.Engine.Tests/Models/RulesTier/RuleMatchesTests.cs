using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

public sealed class RuleMatchesTests
{
    private static readonly LabelSet Labels = new(LabelTask.Multi, [new("road", ["street"], [2]), new("water", [], []), new("city", [], [])]);
    private static readonly string[] Texts = ["the streets of a town", "nothing", "water in the city"];

    [Fact]
    public void Of_NamesAliasesAndParents_AreColumns()
    {
        var matches = new RuleMatches(Labels).Of(Texts, 2, default);

        Assert.Equal([0, 2], matches.Columns(0).ToArray());
        Assert.Empty(matches.Columns(1).ToArray());
        Assert.Equal([1, 2], matches.Columns(2).ToArray());
    }

    [Fact]
    public void Fill_GrowingPoolAndOtherRules_ReadsOnlyWhatIsNew()
    {
        var (space, pool) = Build();
        var read = new List<int>();
        new RuleMatches(Labels).Fill(pool, Read, 1, default);

        pool.Append([7], space.Featurize(["more water"]).Features!);
        new RuleMatches(Labels).Fill(pool, Read, 1, default);
        var other = LabelSet.Named(LabelTask.Multi, "town");
        new RuleMatches(other).Fill(pool, Read, 1, default);

        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3], read);
        Assert.Equal(new RuleMatches(other).Version, pool.Chunks[0].Matches!.Version);
        Assert.Equal([0], pool.Chunks[0].Matches!.Rows.Columns(0).ToArray());

        IReadOnlyList<string> Read(IReadOnlyList<int> rows)
        {
            read.AddRange(rows);
            return [.. rows.Select(row => row == 3 ? "more water" : Texts[row])];
        }
    }

    [Fact]
    public void Gather_RowsWithMatches_KeepsThem()
    {
        var (_, pool) = Build();
        new RuleMatches(Labels).Fill(pool, rows => [.. rows.Select(row => Texts[row])], 1, default);

        var gathered = pool.Gather([2, 0]);

        Assert.Equal([1, 2], gathered.Matches!.Rows.Columns(0).ToArray());
        Assert.Equal([0, 2], gathered.Matches.Rows.Columns(1).ToArray());
    }

    private static (FeatureSpace Space, Pool Pool) Build()
    {
        var space = FeatureSpace.Learn(Texts, Texts.Length);
        var pool = new Pool(space.Layout);
        pool.Append([4, 5, 6], space.Featurize(Texts).Features!);
        return (space, pool);
    }
}
