using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What people said of hidden gold. Answers of the onboarding, and those given before an item was gold, are not among them.</summary>
internal static class GoldAnswers
{
    /// <summary>Everybody's score, by the person's id.</summary>
    public static async Task<IReadOnlyDictionary<int, GoldScore>> ScoresAsync(StudioDbContext db, int projectId, CancellationToken ct) =>
        (await ListAsync(db, projectId, null, ct))
            .GroupBy(answer => answer.Person)
            .ToDictionary(person => person.Key, person => GoldScore.Of(person.Count(), person.Count(answer => answer.IsRight))!);

    /// <summary>The current answers of everybody, or of one person, in the labels that they count as by now.</summary>
    public static async Task<List<GoldSaid>> ListAsync(StudioDbContext db, int projectId, int? person, CancellationToken ct)
    {
        var effective = EffectiveLabels.Read(db, projectId);
        return (await Of(db, projectId, person).ToListAsync(ct)).ConvertAll(answer => answer with { Right = effective.Meaning(answer.Right), Said = effective.Meaning(answer.Said) });
    }

    private static IQueryable<GoldSaid> Of(StudioDbContext db, int projectId, int? person) =>
        from gold in db.GoldItems
        join place in db.Assignments on gold.ItemId equals place.ItemId
        join said in db.Annotations on gold.ItemId equals said.ItemId
        where gold.ProjectId == projectId && gold.Kind == GoldKind.Hidden && place.Kind == AssignmentKind.Gold && (person == null || place.AnnotatorId == person)
            && said.AnnotatorId == place.AnnotatorId && said.IsCurrent && said.Action == AnnotationAction.Submit
        select new GoldSaid(place.AnnotatorId, gold.ItemId, gold.Labels, said.Labels, said.CreatedAt);
}

/// <summary>One answer on gold.</summary>
/// <param name="Right">Ids of the right labels, ascending.</param>
/// <param name="Said">Ids of what was said, ascending.</param>
internal sealed record GoldSaid(int Person, long ItemId, List<int> Right, List<int> Said, DateTimeOffset At)
{
    public bool IsRight => Right.SequenceEqual(Said);
}
