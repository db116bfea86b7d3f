using AnnotationStudio.Engine.Learning;
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
