using System.Numerics.Tensors;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Labelled items that deserve another opinion, as a round saw them: what models that had not learned from an item say of it is known only there.</summary>
/// <param name="weighed">What people and model weigh.</param>
/// <param name="candidates">In the order of their scores.</param>
/// <param name="cut">Sequence of the last annotation that was seen.</param>
/// <param name="projectId">Whose.</param>
internal sealed class AgainItems(ActiveLab weighed, IReadOnlyList<(Pick Pick, double Score)> candidates, long cut, int projectId)
{
    // More than people get through before the next round.
    private const int Most = 500;
    private const float Unsure = .5f;

    /// <summary>Items of which people and model are less sure than of the average one, and that one more person may be asked about.</summary>
    /// <remarks>What a lead has settled or fixed, and what came with a file, is left alone; audit items are no training items.</remarks>
    public static AgainItems Find(StudioDbContext db, ProjectPool pool, LearnedRows learned, LabelledItems items, CancellationToken ct)
    {
        long[] ids = [.. learned.Trained.Select(row => pool.Pool.Item(row.Row))];
        var votes = SplitVotes.Read(db, pool.ProjectId, ids, items.LabelIds);
        var weighed = ActiveLab.Learn(votes, learned.OutOfFold);
        ct.ThrowIfCancellationRequested();
        var limit = db.Projects.Where(project => project.Id == pool.ProjectId).Select(project => project.Settings.Overlap + project.Settings.ExtraOpinions).Single();
        var settled = Settled(db, pool.ProjectId);
        int[] asked = [.. Enumerable.Range(0, ids.Length).Where(at => votes.CountOf(at) > 0)];
        double[] scores = [.. Enumerable.Range(0, ids.Length).Select(weighed.Score)];
        var usual = asked.Length == 0 ? 0 : asked.Average(at => scores[at]);
        var doubtful = asked.Where(at => scores[at] < usual && votes.CountOf(at) < limit && !settled.Contains(ids[at])).OrderBy(at => scores[at]).Take(Most);
        return new AgainItems(weighed, [.. doubtful.Select(at => (new Pick(learned.Trained[at].Row, ids[at], Reason(votes, learned.OutOfFold, at), float.NaN), scores[at]))], items.DataCut, pool.ProjectId);
    }

    /// <summary>A ranking with those among it whose next opinion is worth more than what would come next; who was asked about since the round is left out.</summary>
    public IReadOnlyList<Pick> Merge(StudioDbContext db, IReadOnlyList<Pick> fresh)
    {
        var since = db.Annotations.Where(row => row.ProjectId == projectId && row.Sequence > cut).Select(row => row.ItemId).ToHashSet();
        return LabelAgainOrNew.Merge(fresh, pick => weighed.ScoreNew(pick.BestProbability), candidates.Where(candidate => !since.Contains(candidate.Pick.Item)));
    }

    private static HashSet<long> Settled(StudioDbContext db, int projectId) =>
    [
        .. db.Annotations.Where(row => row.ProjectId == projectId && row.IsCurrent && (row.IsAdjudication || row.AnnotatorId == null)).Select(row => row.ItemId),
        .. db.GoldItems.Where(gold => gold.ProjectId == projectId).Select(gold => gold.ItemId),
    ];

    // No label is named: whoever is asked is to decide alone.
    private static string Reason(Votes votes, ProbabilityMatrix model, int item)
    {
        var answers = votes.AnswersOf(item);
        var top = TensorPrimitives.IndexOfMax<float>(model[item]);
        var differ = answers.Count(answers[0]) < answers.Length;
        var people = answers.Length == 1 ? "one person has labelled it" : $"{answers.Length} people {(differ ? "differ" : "agree")}";
        var thinks = model[item][top] < Unsure || answers.Contains(top) ? "the model is unsure" : "the model thinks otherwise";
        return $"One more opinion is worth more than a new item: {people} and {thinks}.";
    }
}
