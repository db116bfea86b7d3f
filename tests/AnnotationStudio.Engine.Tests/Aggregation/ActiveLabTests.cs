using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Tests.Agreement;

namespace AnnotationStudio.Engine.Tests.Aggregation;

public sealed class ActiveLabTests
{
    // Two people, five items: they agree, agree, differ, one is alone, nobody looked.
    private static readonly Votes Worked = Ratings.Of(2, 0, "0101.", "011..");

    private static readonly ProbabilityMatrix WorkedModel = Model([.8f, .2f], [.2f, .8f], [.6f, .4f], [.3f, .7f], [.4f, .6f]);

    [Fact]
    public void Learn_WorkedByHand_WeighsPeopleAndModel()
    {
        var learned = ActiveLab.Learn(Worked, WorkedModel);

        // The consensus is 0 1 0 1, so the most common label has 1/2 and a baseline errs on 1/2. The model says it everywhere: 1 × √(7 votes / 4 items).
        Assert.Equal(Math.Sqrt(7 / 4.0), learned.ModelWeight, 12);
        // The first agrees in 3 of 4 pairs, the model's on the item of one vote among them; the second in 2 of 3; together 5 of 7, which counts four times for each.
        Assert.Equal(1 - (15 / 56.0 / .5), learned.AnnotatorWeights[0], 12);
        Assert.Equal(1 - (15 / 49.0 / .5), learned.AnnotatorWeights[1], 12);
        // 6 of 7 votes are the consensus.
        Assert.Equal(6 / 7.0, learned.Confidence, 12);
    }

    [Fact]
    public void Score_WorkedByHand_DisputedItemIsWorthMoreThanANewOne()
    {
        var learned = ActiveLab.Learn(Worked, WorkedModel);

        // Item 2: (1.322876 × .6 + .464286 × 6/7 + .387755 × 1/7 + .426020 / 2) / (1.322876 + .464286 + .387755 + .426020).
        Assert.Equal((0, .561370), (learned.Best(2), Math.Round(learned.Score(2), 6)));
        // Item 4: (1.322876 × .6 + .426020 / 2) / (1.322876 + .426020).
        Assert.Equal(.575641, learned.Score(4), 6);
        Assert.Equal(learned.Score(4), learned.ScoreNew(.6), 6);
    }

    [Fact]
    public void Score_MoreWhoAgree_IsHigher()
    {
        var (votes, model) = Scene("0", "00", "000", "0000", "01", "001");

        var scores = Scores(votes, model, 6);

        Assert.Equal(scores[..4].Order(), scores[..4]);
        Assert.True(scores[4] < scores[0]);
        Assert.True(scores[4] < scores[5] && scores[5] < scores[2]);
    }

    [Fact]
    public void Score_APoorAnnotatorAgrees_MovesLessThanAGoodOne()
    {
        // The fifth person says anything on the sixty items that everybody labelled.
        var (votes, model) = Scene("0", "00", "0...0");

        var scores = Scores(votes, model, 3);

        Assert.True(scores[1] > scores[0]);
        Assert.InRange(Math.Abs(scores[2] - scores[0]), 0, .5 * (scores[1] - scores[0]));
    }

    [Fact]
    public void Score_VotesInAnotherOrder_IsTheSame()
    {
        var votes = Ratings.Drawn(40, 4, 3, .7, new Random(3));
        Vote[] shuffled = [.. Ratings.List(votes)];
        new Random(4).Shuffle(shuffled);
        var model = Model([.. Enumerable.Range(0, 40).Select(item => Told(3, item % 3, .6f))]);

        Assert.Equal(Scores(votes, model, 40), Scores(Votes.Single(40, 4, 3, shuffled), model, 40));
    }

    [Fact]
    public void Score_AnyVotes_LiesBetweenChanceAndCertainty()
    {
        var random = new Random(5);
        for (var trial = 0; trial < 20; trial++)
        {
            var labels = random.Next(2, 6);
            var votes = Ratings.Drawn(30, random.Next(1, 5), labels, random.NextDouble(), random);
            var model = Model([.. Enumerable.Range(0, 30).Select(_ => Told(labels, random.Next(labels), .99f))]);

            Assert.All(Scores(votes, model, 30), score => Assert.InRange(score, (1.0 / labels) - 1e-6, 1));
        }
    }

    [Fact]
    public void Score_EverybodySaidOneLabel_IsStillANumber()
    {
        var learned = ActiveLab.Learn(Ratings.Of(2, 0, "00.", "0.."), Model([.9f, .1f], [.9f, .1f], [.5f, .5f]));

        Assert.All(Enumerable.Range(0, 3), item => Assert.InRange(learned.Score(item), .5, 1));
    }

    [Fact]
    public void Learn_NobodyLabelled_GoesByTheModelAlone()
    {
        var learned = ActiveLab.Learn(Ratings.Of(2, 0, ".."), Model([.9f, .1f], [.6f, .4f]));

        Assert.True(learned.Score(1) < learned.Score(0));
    }

    [Fact]
    public void Learn_SetsOfLabels_IsRefused()
    {
        var sets = new AnswerSets();
        var votes = Votes.Multi(1, 1, 2, sets, [new(0, 0, sets.IndexOf(0, 1))]);

        Assert.Throws<ArgumentException>(() => ActiveLab.Learn(votes, new ProbabilityMatrix(1, 2)));
        Assert.Throws<ArgumentException>(() => ActiveLab.Learn(Worked, new ProbabilityMatrix(4, 2)));
    }

    // Items with the votes given, a letter a person, before sixty that all five labelled: four say the truth, the fifth by turns.
    private static (Votes Votes, ProbabilityMatrix Model) Scene(params string[] items)
    {
        var votes = new List<Vote>();
        for (var item = 0; item < items.Length; item++)
            for (var person = 0; person < items[item].Length; person++)
                if (items[item][person] != '.')
                    votes.Add(new(item, person, items[item][person] - '0'));
        for (var item = items.Length; item < items.Length + 60; item++)
            for (var person = 0; person < 5; person++)
                votes.Add(new(item, person, person < 4 ? item % 2 : item / 2 % 2));
        var model = Enumerable.Range(0, items.Length + 60).Select(item => item < items.Length ? Told(2, 0, .6f) : Told(2, item % 2, .8f));
        return (Votes.Single(items.Length + 60, 5, 2, [.. votes]), Model([.. model]));
    }

    private static double[] Scores(Votes votes, ProbabilityMatrix model, int items)
    {
        var learned = ActiveLab.Learn(votes, model);
        return [.. Enumerable.Range(0, items).Select(learned.Score)];
    }

    private static float[] Told(int labels, int label, float probability) =>
        [.. Enumerable.Range(0, labels).Select(other => other == label ? probability : (1 - probability) / (labels - 1))];

    private static ProbabilityMatrix Model(params float[][] rows)
    {
        var model = new ProbabilityMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(model[row]);
        return model;
    }
}
