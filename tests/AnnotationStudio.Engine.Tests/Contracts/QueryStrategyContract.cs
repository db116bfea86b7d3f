using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Contracts;

/// <summary>What every strategy must obey, alone and wrapped, on tables of numbers.</summary>
public sealed class QueryStrategyContract
{
    /// <summary>Every name, each alone; and each wrapper around strategies of different needs.</summary>
    public static TheoryData<string> Names { get; } =
        [.. QueryStrategyNames.All, "margin+balanced", "margin+distinct", "random+novel", "default+balanced+distinct+novel", KMeansStartName, SampledName];

    private const string KMeansStartName = "k-means-start";
    private const string SampledName = "margin of a sample";

    [Theory]
    [MemberData(nameof(Names))]
    public void Select_AnyCount_DistinctCandidates(string name)
    {
        foreach (var task in Enum.GetValues<LabelTask>())
            foreach (var (candidates, count) in new[] { (200, 0), (200, 1), (200, 25), (30, 30), (7, 7), (1, 1), (0, 0) })
            {
                var chosen = Strategy(name).Select(TableView.Of(task, candidates), count, new Random(1));

                Assert.Equal(count, chosen.Length);
                Assert.Equal(count, chosen.Distinct().Count());
                Assert.All(chosen, candidate => Assert.InRange(candidate, 0, candidates - 1));
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Select_SameSeed_SameAnswer(string name)
    {
        foreach (var task in Enum.GetValues<LabelTask>())
            Assert.Equal(
                Strategy(name).Select(TableView.Of(task, 200), 25, new Random(9)),
                Strategy(name).Select(TableView.Of(task, 200), 25, new Random(9)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Select_PoolTooSmall_IsRefused(string name)
    {
        Assert.Throws<ArgumentException>(() => Strategy(name).Select(TableView.Of(LabelTask.Single, 10), 11, new Random(1)));
        Assert.Throws<ArgumentException>(() => Strategy(name).Select(TableView.Of(LabelTask.Single, 10), -1, new Random(1)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Select_NeedsMissing_IsRefused(string name)
    {
        var bare = new PoolView(LabelTask.Single, 10);
        if (Strategy(name).Needs == PoolNeeds.None)
            Assert.Equal(2, Strategy(name).Select(bare, 2, new Random(1)).Length);
        else
            Assert.Throws<ArgumentException>(() => Strategy(name).Select(bare, 2, new Random(1)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Select_AllEqual_TiesAreSettledBySeedAndNotByOrder(string name)
    {
        foreach (var task in Enum.GetValues<LabelTask>())
        {
            var view = TableView.Even(task, 100);
            var first = Strategy(name).Select(view, 20, new Random(1));

            Assert.Contains(first, candidate => candidate >= 50);
            Assert.Contains(first, candidate => candidate < 50);
            Assert.NotEqual(first, Strategy(name).Select(view, 20, new Random(2)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Select_OneLabelOnly_StillFillsTheBatch(string name)
    {
        var chosen = Strategy(name).Select(TableView.OneLabel(60), 25, new Random(1));

        Assert.Equal(25, chosen.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Select_SubsetOfTheView_ChoosesFromItAlone(string name)
    {
        int[] kept = [.. Enumerable.Range(0, 200).Where(candidate => candidate % 4 == 1)];

        var chosen = Strategy(name).Select(TableView.Of(LabelTask.Single, 200).Subset(kept), 50, new Random(1));

        Assert.Equal(Enumerable.Range(0, 50), chosen.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_Strategy_IsWhatFindsIt(string name)
    {
        if (name is not SampledName)
            Assert.Equal(name, Strategy(name).Name);
        Assert.True(Strategy(name).Reason is null or [.., '.']);
    }

    private static IQueryStrategy Strategy(string name) => name switch
    {
        KMeansStartName => new KMeansStart(),
        SampledName => new SubSampling(new MarginSampling(), 40),
        _ => QueryStrategyNames.Find(name),
    };
}
