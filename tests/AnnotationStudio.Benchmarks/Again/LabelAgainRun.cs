using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Benchmarks.Again;

/// <summary>What is done with the next annotations.</summary>
internal enum Spending
{
    /// <summary>Each goes to a new item.</summary>
    New,

    /// <summary>Each new item gets two.</summary>
    Two,

    /// <summary>Each goes where it teaches most.</summary>
    Again,
}

/// <summary>One life of a project whose annotations are counted: choose, ask people who err, learn, and see how well the test is told.</summary>
internal sealed class LabelAgainRun(NoisyPeople people, (TextBatch Batch, int[] Truth) test, FeatureSpace space, Pool pool, LabelAgainOptions options)
{
    private readonly List<Vote> _votes = [];
    private readonly Dictionary<int, List<int>> _asked = [];
    private readonly Random _random = new(options.Seed);

    /// <summary>Accuracy on the test after each batch, and annotations that went to items labelled before.</summary>
    public (List<(int Annotations, double Accuracy)> Curve, int Again, double RightLabels) Run(Spending spending, CancellationToken ct)
    {
        foreach (var pick in LearningLoop.Start(Request([], [], spending == Spending.Two ? options.Batch / 2 : options.Batch), ct))
            Ask(pick.Row, spending == Spending.Two ? 2 : 1);
        var curve = new List<(int, double)>();
        while (true)
        {
            var (rows, labels) = Consensus();
            var request = Request(rows, labels, options.Batch);
            var learned = LearningLoop.Learn(request, null, ct);
            using var model = learned.Model;
            curve.Add((_votes.Count, Accuracy(model, ct)));
            if (_votes.Count >= options.Budget)
                break;
            var before = _votes.Count;
            Spend(spending, request, learned, Math.Min(options.Batch, options.Budget - _votes.Count), ct);
            if (_votes.Count == before)
                break;
        }

        var (last, chosen) = Consensus();
        return (curve, _votes.Count - _asked.Count, last.Zip(chosen).Average(pair => pair.Second == people.Truth[pair.First] ? 1.0 : 0));
    }

    private void Spend(Spending spending, RoundRequest request, LearnedRows learned, int count, CancellationToken ct)
    {
        var fresh = LearningLoop.Rank(request, learned.Model, ct);
        if (spending == Spending.Again)
            fresh = Merge(fresh, learned);
        var each = spending == Spending.Two ? 2 : 1;
        foreach (var pick in fresh.Take(count / each))
            Ask(pick.Row, each);
    }

    private IReadOnlyList<Pick> Merge(IReadOnlyList<Pick> fresh, LearnedRows learned)
    {
        int[] rows = [.. learned.Trained.Select(row => row.Row)];
        var place = rows.Select((row, at) => (row, at)).ToDictionary(pair => pair.row, pair => pair.at);
        var votes = Votes.Single(rows.Length, people.People, people.Names.Length, [.. _votes.Select(vote => vote with { Item = place[vote.Item] })]);
        var lab = ActiveLab.Learn(votes, learned.OutOfFold);
        double[] scores = [.. Enumerable.Range(0, rows.Length).Select(lab.Score)];
        var usual = scores.Average();
        var again = Enumerable.Range(0, rows.Length).Where(at => scores[at] < usual && votes.CountOf(at) < Math.Min(options.Most, people.People));
        return LabelAgainOrNew.Merge(fresh, pick => lab.ScoreNew(pick.BestProbability), again.Select(at => (new Pick(rows[at], rows[at], "", float.NaN), scores[at])));
    }

    // By people who have not seen it, drawn by chance.
    private void Ask(int item, int count)
    {
        if (!_asked.TryGetValue(item, out var before))
            _asked[item] = before = [];
        for (; count > 0 && before.Count < people.People; count--)
        {
            int[] left = [.. Enumerable.Range(0, people.People).Except(before)];
            var person = left[_random.Next(left.Length)];
            before.Add(person);
            _votes.Add(new Vote(item, person, people.Says[item][person]));
        }
    }

    // What the product settles on, or what Dawid and Skene's model makes of the votes.
    private (int[] Rows, int[] Labels) Consensus()
    {
        int[] rows = [.. _asked.Keys.Order()];
        if (!options.Weighs)
            return (rows, [.. rows.Select(row => _asked[row].Select(person => people.Says[row][person]).GroupBy(label => label).MaxBy(group => group.Count())!.Key)]);
        var place = rows.Select((row, at) => (row, at)).ToDictionary(pair => pair.row, pair => pair.at);
        var consensus = new DawidSkene().Aggregate(Votes.Single(rows.Length, people.People, people.Names.Length, [.. _votes.Select(vote => vote with { Item = place[vote.Item] })]), CancellationToken.None);
        return (rows, [.. rows.Select((_, at) => consensus.Best(at)[0])]);
    }

    private RoundRequest Request(int[] rows, int[] labels, int batch) => new()
    {
        Pool = pool,
        Labels = LabelSet.Named(LabelTask.Single, people.Names),
        Labelled = [.. rows.Zip(labels, (row, label) => new LabelledRow(row, [label]))],
        Tier = new RegressionTier(space, new RegressionOptions { Threads = 1, C = options.C }),
        QueueLength = batch,
        BatchSize = batch,
        Batches = 1,
        Seed = options.Seed + _votes.Count,
    };

    private double Accuracy(IModel model, CancellationToken ct)
    {
        var told = new ProbabilityMatrix(test.Truth.Length, people.Names.Length);
        model.Predict(test.Batch, told, ct);
        return test.Truth.Where((label, row) => Decision.Suggested(told[row], null)[0] == label).Count() / (double)test.Truth.Length;
    }
}
