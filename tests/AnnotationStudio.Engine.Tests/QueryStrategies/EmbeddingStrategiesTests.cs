using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.QueryStrategies;

/// <summary>What strategies choose in the plane, worked out by hand. Places are angles in degrees: embeddings have length 1.</summary>
public sealed class EmbeddingStrategiesTests
{
    [Fact]
    public void CoreSet_Angles_FarthestFirstEachTime()
    {
        // Labelled at 0°: 170° is farthest, then 85° (85° from both), then 40°.
        var view = View([10, 40, 85, 170], [0]);

        Assert.Equal([3, 2, 1, 0], new CoreSet().Select(view, 4, new Random(1)));
    }

    [Fact]
    public void KMeans_TwoGroups_TheMiddleOfEachLargestFirst()
    {
        var view = View([0, 5, 10, 90, 92, 94, 96, 98], []);

        Assert.Equal([5, 1], new KMeansSampling().Select(view, 2, new Random(1)));
    }

    [Fact]
    public void TypicalClusters_LabelledGroup_TheOtherGroupComesFirst()
    {
        // Given: seven around 4° with one labelled, five around 90°.
        var view = View([0, 2, 4, 6, 8, 10, 86, 88, 90, 92, 94], [5]);

        var chosen = new TypicalClusters().Select(view, 1, new Random(1));

        Assert.Equal([8], chosen);
    }

    [Fact]
    public void TypicalClusters_ClustersAsked_TheSmallGroupIsOneOfThem()
    {
        // Given: two labelled groups of seven and a small one between them, which two clusters swallow.
        var view = View([0, 1, 2, 3, 4, 5, 6, 40, 41, 42, 43, 44, 90, 91, 92, 93, 94, 95, 96], [3, 93]);

        Assert.Equal([9], new TypicalClusters(3).Select(view, 1, new Random(1)));
        Assert.NotInRange(new TypicalClusters(2).Select(view, 1, new Random(1))[0], 8, 10);
    }

    [Fact]
    public void ProbabilityCover_ThreeGroups_TheDensestUncoveredFirst()
    {
        // Given: groups of six, five and four, 90° apart and more; the densest is labelled already.
        var view = View([0, 1, 2, 3, 4, 5, 100, 101, 102, 103, 104, 200, 201, 202, 203], [2.5f], labels: 3);

        var chosen = new ProbabilityCover().Select(view, 2, new Random(1));

        Assert.InRange(chosen[0], 6, 10);
        Assert.InRange(chosen[1], 11, 14);
    }

    [Fact]
    public void DiscriminativeSampling_LabelledOnOneSide_PicksTheOther()
    {
        var view = View([0, 10, 20, 160, 170, 180], [0, 5, 10, 15, 20]);

        var chosen = new DiscriminativeSampling().Select(view, 2, new Random(1));

        Assert.All(chosen, candidate => Assert.InRange(candidate, 3, 5));
    }

    [Fact]
    public void ContrastiveSampling_NeighbourJudgedOtherwise_ComesFirst()
    {
        // Given: all labelled texts lie at 0° and are judged .9/.1; so is one candidate, the other is judged .2/.8.
        var view = View([0, 1], [0, 0], probabilities: [[.9f, .1f], [.2f, .8f]], labelledProbabilities: [[.9f, .1f], [.9f, .1f]]);

        Assert.Equal([1, 0], new ContrastiveSampling().Select(view, 2, new Random(1)));
    }

    [Fact]
    public void DensityWeighted_EquallyUndecided_TheOneWithCompanyComesFirst()
    {
        var view = View([0, 1, 2, 150], [], probabilities: [[.9f, .1f], [.5f, .5f], [.9f, .1f], [.5f, .5f]]);

        Assert.Equal([1, 3], new DensityWeighted().Select(view, 2, new Random(1)));
    }

    [Fact]
    public void NearDuplicateExclusion_Copies_AreLeftUntilNothingElseRemains()
    {
        // Given: margins rise with the number; 0 and 1 are copies, 3 is a copy of a labelled text.
        var view = View([0, .1f, 90, 180], [180], probabilities: [[.5f, .5f], [.55f, .45f], [.6f, .4f], [.52f, .48f]]);

        Assert.Equal([0, 2], new NearDuplicateExclusion(new MarginSampling()).Select(view, 2, new Random(1)));
        Assert.Equal(4, new NearDuplicateExclusion(new MarginSampling()).Select(view, 4, new Random(1)).Distinct().Count());
    }

    [Fact]
    public void NoveltyQuota_FiveWanted_TheFifthIsTheFarthest()
    {
        var view = View([0, 1, 2, 3, 4, 180, 5, 6], [0], probabilities: [.. Enumerable.Range(0, 8).Select(i => new[] { .5f + (.05f * i), .5f - (.05f * i) })]);

        Assert.Equal([0, 1, 2, 3, 5], new NoveltyQuota(new MarginSampling()).Select(view, 5, new Random(1)));
    }

    [Fact]
    public void ClassBalancing_OneLabelAhead_TheOtherCatchesUpFirst()
    {
        // Given: two labelled texts of label 0, none of label 1; the most uncertain are thought to be 0.
        var view = View([0, 1, 2, 3, 4], [0, 0], probabilities: [[.51f, .49f], [.52f, .48f], [.6f, .4f], [.3f, .7f], [.1f, .9f]]);

        Assert.Equal([3, 4, 0], new ClassBalancing(new MarginSampling()).Select(view, 3, new Random(1)));
    }

    [Fact]
    public void Reasons_EachStrategy_AreItsOwn()
    {
        string?[] reasons = [.. QueryStrategyNames.All.Select(name => QueryStrategyNames.Find(name).Reason).Where(reason => reason is not null)];

        Assert.Equal(reasons.Distinct(), reasons);
    }

    private static PoolView View(float[] angles, float[] labelled, int labels = 2, float[][]? probabilities = null, float[][]? labelledProbabilities = null) =>
        new(LabelTask.Single, angles.Length, Matrix(probabilities), null, Reader(angles), 2)
        {
            Labelled = new LabelledView([.. labelled.Select(_ => new[] { 0 })], labels, Reader(labelled), Matrix(labelledProbabilities)),
        };

    private static EmbeddingReader Reader(float[] angles) => (i, into) => (into[0], into[1]) = (MathF.Cos(angles[i] * MathF.PI / 180), MathF.Sin(angles[i] * MathF.PI / 180));

    private static ProbabilityMatrix? Matrix(float[][]? rows)
    {
        if (rows is null)
            return null;
        var matrix = new ProbabilityMatrix(rows.Length, rows[0].Length);
        for (var row = 0; row < rows.Length; row++)
            rows[row].CopyTo(matrix[row]);
        return matrix;
    }
}
