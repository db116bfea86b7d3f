using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Learning;

public sealed class LearningLoopTests
{
    private static readonly (FeatureSpace Space, Pool Pool, int[] Kinds) Small = SmallPool.Build(300);

    [Fact]
    public void Start_NoLabels_CoversTheKindsAndGivesReasons()
    {
        var request = Unlabelled([0, 1, 2, 3]) with { QueueLength = 40 };

        var picks = LearningLoop.Start(request, default);

        Assert.Equal(40, picks.Select(pick => pick.Row).Distinct().Count());
        Assert.Equal(3, picks.Take(25).Select(pick => Small.Kinds[pick.Row]).Distinct().Count());
        Assert.DoesNotContain(picks, pick => pick.Row < 4);
        Assert.All(picks, pick => Assert.Equal(Small.Pool.Item(pick.Row), pick.Item));
        Assert.Equal("Typical of a group not seen yet.", picks[0].Reason);
        Assert.Equal("Picked by chance.", picks[39].Reason);
        Assert.Equal(picks, LearningLoop.Start(request, default));
    }

    [Fact]
    public void Start_OneKindLabelled_LooksAtTheOthersFirst()
    {
        // Given: labelled texts of one kind alone, from which no model can learn.
        LabelledRow[] labelled = [.. Enumerable.Range(0, 300).Where(row => Small.Kinds[row] == 0).Take(20).Select(row => new LabelledRow(row, [0]))];

        var picks = LearningLoop.Start(Unlabelled([]) with { Labelled = labelled, BatchSize = 4 }, default);

        Assert.Equal("Typical of a group with few labels.", picks[0].Reason);
        Assert.NotEqual(0, Small.Kinds[picks[0].Row]);
        Assert.NotEqual(0, Small.Kinds[picks[1].Row]);
        Assert.Equal(280, picks.Select(pick => pick.Row).Distinct().Count());
        Assert.DoesNotContain(picks, pick => labelled.Any(row => row.Row == pick.Row));
    }

    [Fact]
    public void Start_FewerRowsThanAsked_GivesAllOfThem()
    {
        var picks = LearningLoop.Start(Unlabelled([.. Enumerable.Range(0, 290)]), default);

        Assert.Equal(Enumerable.Range(290, 10), picks.Select(pick => pick.Row).Order());
    }

    [Fact]
    public void Start_RandomStrategy_IsRandomFromTheFirstPick()
    {
        var request = Unlabelled([0, 1, 2, 3]);

        var picks = LearningLoop.Start(request with { Strategy = new RandomSampling(), QueueLength = 40 }, default);

        Assert.Equal(40, picks.Select(pick => pick.Row).Distinct().Count());
        Assert.DoesNotContain(picks, pick => pick.Row < 4);
        Assert.All(picks, pick => Assert.Equal(new RandomSampling().Reason, pick.Reason));
        Assert.Equal(LearningLoop.Start(request, default), LearningLoop.Start(request with { Strategy = new MarginSampling() }, default));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(30)]
    public void Learn_TextsThatNothingTellsApart_ProbabilitiesStayNumbers(int labels)
    {
        string[] texts = [.. Enumerable.Range(0, 32).Select(text => $"text {text}")];
        var space = FeatureSpace.Learn(texts, texts.Length, new FeatureSpaceOptions(), null, default);
        var pool = new Pool(space.Layout);
        pool.Append([.. Enumerable.Range(0, 32).Select(row => (long)row)], space.Featurize(texts, 1, default).Features!);
        var request = Request(LabelTask.Single, 60) with
        {
            Pool = pool,
            Tier = new RegressionTier(space),
            Labelled = [.. Enumerable.Range(0, labels).Select(row => new LabelledRow(row, [row % 3]))],
        };

        var learned = LearningLoop.Learn(request, null, default);

        Assert.All(learned.OutOfFold.Values, probability => Assert.InRange(probability, 0f, 1f));
        Assert.All(Enumerable.Range(0, labels), row => Assert.Equal(1, learned.OutOfFold[row].ToArray().Sum(), 3));
    }

    [Theory]
    [InlineData(20, "Typical of a group with few labels.")]
    [InlineData(49, "Typical of a group with few labels.")]
    [InlineData(50, null)]
    public void RunRound_DefaultStrategy_CoversUntilFiftyLabels(int labels, string? reason)
    {
        var round = LearningLoop.RunRound(Request(LabelTask.Single, labels) with { Strategy = new DefaultChoice() }, null, default);

        Assert.All(round.Picks.Take(50), pick => Assert.Equal(reason is not null, pick.Reason == reason));
    }

    [Fact]
    public void RunRound_Labels_TrainsAndFillsTheQueueWithOpenRows()
    {
        var request = Request(LabelTask.Single, 60) with { Audit = [70, 71], Excluded = [72, 73], QueueLength = 100 };

        var round = LearningLoop.RunRound(request, null, default);

        Assert.Equal(100, round.Picks.Select(pick => pick.Row).Distinct().Count());
        Assert.All(round.Picks, pick => Assert.True(pick.Row >= 60 && pick.Row is not (70 or 71 or 72 or 73)));
        Assert.Equal(300 - 64, round.Candidates);
        Assert.Matches(@"^Torn between \w+ and \w+: \d+ % and \d+ %\.$", round.Picks[0].Reason);
        Assert.Equal(60, round.OutOfFold.Rows);
        var right = Enumerable.Range(0, 60).Count(row => Decision.Suggested(round.OutOfFold[row], null)[0] == Small.Kinds[row]);
        Assert.True(right > 40, $"{right} of 60 right out of fold");
        Assert.True(round.Picks[50].Uncertainty >= round.Picks[99].Uncertainty);
    }

    [Fact]
    public void RunRound_SameSeed_SameModelAndPicks()
    {
        var first = LearningLoop.RunRound(Request(LabelTask.Single, 60), null, default);
        var second = LearningLoop.RunRound(Request(LabelTask.Single, 60) with { Threads = 3 }, null, default);

        Assert.Equal(first.Picks, second.Picks);
        Assert.Equal(first.OutOfFold.Values, second.OutOfFold.Values);
    }

    [Fact]
    public void RunRound_MultiLabel_SaysWhichLabelIsUnsure()
    {
        var round = LearningLoop.RunRound(Request(LabelTask.Multi, 60), null, default);

        Assert.NotNull(round.Model.Thresholds);
        Assert.Matches(@"^Unsure about \w+: \d+ %, suggested from \d+ %\.$", round.Picks[0].Reason);
    }

    [Fact]
    public void RunRound_CopyOfAnAuditItem_IsNotTrainedOn()
    {
        var (texts, _) = SmallPool.Make(100);
        var space = FeatureSpace.Learn(texts, 100);
        var pool = new Pool(space.Layout);
        pool.Append([.. Enumerable.Range(0, 101).Select(item => (long)item)], space.Featurize([.. texts, texts[40] + "!"]).Features!);
        LabelledRow[] labelled = [.. Enumerable.Range(0, 30).Append(100).Select(row => new LabelledRow(row, [row % 3]))];

        var round = LearningLoop.RunRound(
            new RoundRequest { Pool = pool, Labels = LabelSet.Named(LabelTask.Single, SmallPool.Labels), Labelled = labelled, Tier = new RegressionTier(space), Audit = [40] }, null, default);

        Assert.Equal(1, round.NearAudit);
        Assert.DoesNotContain(round.Trained, row => row.Row == 100);
    }

    [Fact]
    public void RunRound_NothingButCopiesOfAuditItems_SaysWhatToDo()
    {
        var (texts, _) = SmallPool.Make(100);
        var space = FeatureSpace.Learn(texts, 100);
        var pool = new Pool(space.Layout);
        pool.Append([.. Enumerable.Range(0, 103).Select(item => (long)item)], space.Featurize([.. texts, texts[40] + "!", texts[41] + "!", texts[42] + "!"]).Features!);
        var request = new RoundRequest
        {
            Pool = pool,
            Labels = LabelSet.Named(LabelTask.Single, SmallPool.Labels),
            Labelled = [new(100, [0]), new(101, [1]), new(102, [2])],
            Tier = new RegressionTier(space),
            Audit = [40, 41, 42],
        };

        var refusal = Assert.Throws<TooLittleLeftException>(() => LearningLoop.RunRound(request, null, default));

        Assert.StartsWith("3 of 3 labelled texts all but equal an audit item.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunRound_RemovedItem_IsNeitherTrainedOnNorPicked()
    {
        var (space, pool, kinds) = SmallPool.Build(100);
        pool.Remove(1000);
        pool.Remove(1099);
        var request = Request(LabelTask.Single, 30) with { Pool = pool, Tier = new RegressionTier(space), QueueLength = 100 };

        var round = LearningLoop.RunRound(request, null, default);

        Assert.Equal(29, round.Trained.Count);
        Assert.DoesNotContain(round.Picks, pick => pick.Row is 0 or 99);
        Assert.Equal(69, round.Picks.Count);
        Assert.Equal(100, kinds.Length);
    }

    [Fact]
    public void Refresh_OneMoreLabel_RanksWithoutIt()
    {
        var picks = LearningLoop.Refresh(Request(LabelTask.Single, 61), new WarmRegression(Small.Space), default);

        Assert.DoesNotContain(picks, pick => pick.Row <= 60);
        Assert.Equal(239, picks.Count);
    }

    [Fact]
    public void RunRound_TierThatReadsTexts_GetsThem()
    {
        var texts = SmallPool.Make(300).Texts;
        var labels = new LabelSet(LabelTask.Single, [new("roads", ["pothole", "street"], []), new("water", ["pipe", "leak"], []), new("parks", ["tree", "bench"], [])]);
        var request = Request(LabelTask.Single, 60) with { Labels = labels, Tier = new RulesModelTier() };

        Assert.Throws<ArgumentException>(() => LearningLoop.RunRound(request, null, default));
        var round = LearningLoop.RunRound(request with { Texts = items => [.. items.Select(item => texts[item - 1000])] }, null, default);

        Assert.Equal(Tier.Rules, round.Model.Tier);
        Assert.Equal(240, round.Picks.Count);
    }

    [Fact]
    public void RunRound_RandomStrategy_SaysSo()
    {
        var round = LearningLoop.RunRound(Request(LabelTask.Single, 60) with { Strategy = new RandomSampling() }, null, default);

        Assert.All(round.Picks, pick => Assert.Equal("Picked by chance.", pick.Reason));
    }

    public static TheoryData<string> Strategies { get; } = [.. QueryStrategyNames.All, "default+balanced+distinct+novel"];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void RunRound_AnyStrategy_NeverWhatIsTakenAndAllThatIsLeft(string name)
    {
        // Given: labelled, audit, skipped and flagged rows; 40 others, fewer than the queue is to hold.
        foreach (var task in Enum.GetValues<LabelTask>())
        {
            var request = Request(task, 60) with { Strategy = QueryStrategyNames.Find(name), Audit = [70, 71], Excluded = [.. Enumerable.Range(100, 200).Except([150, 250])] };

            var round = LearningLoop.RunRound(request, null, default);

            Assert.Equal([.. Enumerable.Range(60, 40).Except([70, 71]), 150, 250], round.Picks.Select(pick => pick.Row).Order());
            Assert.All(round.Picks, pick => Assert.EndsWith(".", pick.Reason, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void RunRound_NothingLeftOrOneLabelOnly_EndsWell(string name)
    {
        var strategy = QueryStrategyNames.Find(name);

        Assert.Empty(LearningLoop.RunRound(Request(LabelTask.Single, 300) with { Strategy = strategy }, null, default).Picks);
        LabelledRow[] oneLabel = [.. Enumerable.Range(0, 20).Select(row => new LabelledRow(row, [1]))];
        Assert.Equal(280, LearningLoop.RunRound(Request(LabelTask.Single, 60) with { Labelled = oneLabel, Strategy = strategy }, null, default).Picks.Count);
    }

    [Fact]
    public void RunRound_Strategy_GivesItsOwnReasonToWhatItChose()
    {
        var round = LearningLoop.RunRound(Request(LabelTask.Single, 60) with { Strategy = new CoreSet(), BatchSize = 10, Batches = 2 }, null, default);

        Assert.All(round.Picks.Take(20), pick => Assert.Equal("Unlike anything labelled so far.", pick.Reason));
        Assert.All(round.Picks.Skip(20), pick => Assert.StartsWith("Torn between", pick.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void RunRound_Progress_RisesToTheEnd()
    {
        var seen = new List<TrainingProgress>();

        LearningLoop.RunRound(Request(LabelTask.Single, 60), new Collected(seen), default);

        Assert.Equal(seen.Select(report => report.Fraction).Order(), seen.Select(report => report.Fraction));
        Assert.Equal(1, seen[^1].Fraction);
        Assert.All(seen, report => Assert.NotEmpty(report.Stage));
    }

    [Fact]
    public void RunRound_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => LearningLoop.RunRound(Request(LabelTask.Single, 60), null, cancelled.Token));
    }

    private static RoundRequest Unlabelled(int[] excluded) => Request(LabelTask.Single, 60) with { Labelled = [], Excluded = excluded };

    private static RoundRequest Request(LabelTask task, int labelled) => new()
    {
        Pool = Small.Pool,
        Labels = LabelSet.Named(task, SmallPool.Labels),
        Labelled = [.. Enumerable.Range(0, labelled).Select(row => new LabelledRow(row, [Small.Kinds[row]]))],
        Tier = new RegressionTier(Small.Space),
        Seed = 3,
    };

    private sealed class Collected(List<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen.Add(value);
    }
}
