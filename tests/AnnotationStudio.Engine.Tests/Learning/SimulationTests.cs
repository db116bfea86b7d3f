using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Learning;

public sealed class SimulationTests
{
    [Fact]
    public void Run_SmallSet_OneRowForEachEvaluation()
    {
        var rows = Run(Set(LabelTask.Single), new SimulationOptions { Seeds = 2, SeedLabels = 10, Batch = 20, Max = 65, Strategies = ["default", "random"] });

        Assert.Equal(2 * 2 * 4, rows.Count);
        Assert.Equal([10, 30, 50, 65], rows.Take(4).Select(row => row.Labels));
        Assert.Equal(["default", "random"], rows.Select(row => row.Strategy).Distinct());
        Assert.All(rows, row => Assert.InRange(row.Accuracy, .2, 1));
        Assert.True(rows[3].Accuracy > .75);
        Assert.Equal(3, rows[3].ClassesSeen);
    }

    [Fact]
    public void Run_Again_SameFigures()
    {
        var options = new SimulationOptions { Seeds = 1, SeedLabels = 10, Batch = 20, Max = 50 };

        Assert.Equal(
            Run(Set(LabelTask.Single), options).Select(row => (row.Labels, row.Accuracy, row.MacroF1)),
            Run(Set(LabelTask.Single), options with { Threads = 2 }).Select(row => (row.Labels, row.Accuracy, row.MacroF1)));
    }

    [Fact]
    public void Run_PoolSmallerThanMax_EndsWithThePool()
    {
        var rows = Run(Set(LabelTask.Single, 30), new SimulationOptions { Seeds = 1 });

        Assert.Equal([25, 30], rows.Select(row => row.Labels));
    }

    [Fact]
    public void Run_MultiLabel_ScoresDecisions()
    {
        var rows = Run(Set(LabelTask.Multi), new SimulationOptions { Seeds = 1, SeedLabels = 40, Batch = 40, Max = 80 });

        Assert.True(rows[^1].MicroF1 > .6, $"micro F1 {rows[^1].MicroF1}");
    }

    [Fact]
    public void ToCsv_Row_InvariantAndInTheOrderOfTheHeader()
    {
        var row = new SimulationRow("a,b", "default", "regression", 1, 25, .5, .25, .5, .01, .02, 3);

        Assert.Equal("dataset,strategy,tier,seed,labels,accuracy,macro_f1,micro_f1,fit_s,query_s,classes_seen", SimulationRow.Header);
        Assert.Equal("\"a,b\",default,regression,1,25,0.5,0.25,0.5,0.01,0.02,3", row.ToCsv());
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a \"good\" set")]
    [InlineData("plain")]
    public void Parse_WrittenRow_IsTheSame(string dataset)
    {
        var row = new SimulationRow(dataset, "margin+balanced", "rules+regression", 1, 25, 1 / 3.0, .25, .5, .01, .02, 3);

        Assert.Equal(row, SimulationRow.Parse(row.ToCsv()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"open,default")]
    [InlineData("a,default,regression,1,25,0.5,0.25,0.5,0.01,0.0")]
    [InlineData("a,default,regression,one,25,0.5,0.25,0.5,0.01,0.02,3")]
    public void Parse_NoRow_IsRefused(string line) => Assert.Throws<FormatException>(() => SimulationRow.Parse(line));

    [Fact]
    public void Run_Parallel_SameFigures()
    {
        var options = new SimulationOptions { Seeds = 3, SeedLabels = 10, Batch = 20, Max = 50, Strategies = ["default", "committee"] };

        Assert.Equal(Figures(Run(Set(LabelTask.Multi), options)), Figures(Run(Set(LabelTask.Multi), options with { Parallel = 3 })));
    }

    [Fact]
    public void Run_EveryStrategy_ReachesTheEnd()
    {
        var rows = Run(Set(LabelTask.Single), new SimulationOptions { Seeds = 1, SeedLabels = 9, Batch = 9, Max = 18, Strategies = QueryStrategyNames.All });

        Assert.Equal(QueryStrategyNames.All.SelectMany(name => new[] { (name, 9), (name, 18) }), rows.Select(row => (row.Strategy, row.Labels)));
    }

    [Fact]
    public void Run_AdditionToTheDefault_StartsAsTheDefaultDoes()
    {
        var rows = Run(Set(LabelTask.Single), new SimulationOptions { Seeds = 1, SeedLabels = 10, Max = 10, Strategies = ["default", "default+novel", "cluster-margin"] });

        Assert.Equal(rows[0].MacroF1, rows[1].MacroF1);
        Assert.NotEqual(rows[0].MacroF1, rows[2].MacroF1);
    }

    [Fact]
    public void Run_KnownRows_OnlyWhatIsMissing()
    {
        // Given: seed 0 whole, seed 1 stopped in the middle, and a row of another set.
        var options = new SimulationOptions { Seeds = 2, SeedLabels = 10, Batch = 20, Max = 50 };
        var whole = Run(Set(LabelTask.Single), options);
        SimulationRow[] known = [.. whole.Take(4), whole[0] with { Dataset = "other" }];

        var simulation = new Simulation(Set(LabelTask.Single), options with { Known = known }, TimeProvider.System);
        var rows = new List<SimulationRow>();
        simulation.Run(rows.Add, default);

        Assert.Equal(3, simulation.Evaluations);
        Assert.Equal(Figures(whole.Skip(3)), Figures(rows));
        Assert.Equal([false, false, false, true, false], known.Select(simulation.IsToRun));
    }

    [Fact]
    public void Constructor_KnownRowsOfAnotherSchedule_AreRefused()
    {
        var options = new SimulationOptions { Seeds = 1, SeedLabels = 10, Batch = 20, Max = 50 };

        var refusal = Assert.Throws<ArgumentException>(() => new Simulation(Set(LabelTask.Single), options with { Batch = 10, Known = Run(Set(LabelTask.Single), options) }, TimeProvider.System));

        Assert.Contains("seed 0", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_HandWorked_SingleAndMulti()
    {
        // Single: truth 0 0 1 2, suggested 0 1 1 1: F1 of 0: 2/3, of 1: 2/4, of 2: 0.
        var single = SimulationScore.Of([[0], [0], [1], [2]], [[0], [1], [1], [1]], LabelTask.Single, 4);
        Assert.Equal(.5, single.Accuracy);
        Assert.Equal(((2 / 3.0) + .5 + 0) / 3, single.MacroF1, 9);
        Assert.Equal(.5, single.MicroF1);

        // Multi: truth {0,1} {} {2}, suggested {0} {} {1}: label 3 counts with 0.
        var multi = SimulationScore.Of([[0, 1], [], [2]], [[0], [], [1]], LabelTask.Multi, 4);
        Assert.Equal(1 / 3.0, multi.Accuracy, 9);
        Assert.Equal(.25, multi.MacroF1, 9);
        Assert.Equal(2.0 / 5, multi.MicroF1, 9);
    }

    [Fact]
    public void Constructor_UnknownStrategyOrNoTest_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Simulation(Set(LabelTask.Single), new SimulationOptions { Strategies = ["magic"] }, TimeProvider.System));
        Assert.Throws<ArgumentException>(() => new Simulation(Set(LabelTask.Single) with { Test = [] }, new SimulationOptions(), TimeProvider.System));
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var simulation = new Simulation(Set(LabelTask.Single), new SimulationOptions { Seeds = 1 }, TimeProvider.System);

        Assert.Throws<OperationCanceledException>(() => simulation.Run(_ => source.Cancel(), source.Token));
    }

    private static IEnumerable<(string, int, int, double, double)> Figures(IEnumerable<SimulationRow> rows) =>
        rows.Select(row => (row.Strategy, row.Seed, row.Labels, row.Accuracy, row.MacroF1)).Order();

    private static List<SimulationRow> Run(SimulationSet set, SimulationOptions options)
    {
        var rows = new List<SimulationRow>();
        new Simulation(set, options, TimeProvider.System).Run(rows.Add, default);
        return rows;
    }

    private static SimulationSet Set(LabelTask task, int count = 150)
    {
        var (texts, kinds) = SmallPool.Make(count + 60);
        LabelledText[] all = [.. texts.Select((text, i) => new LabelledText(text, [SmallPool.Labels[kinds[i]]]))];
        return new SimulationSet("small", task, all[..count], all[count..]);
    }
}
