using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What people said of hidden gold. Answers of the onboarding, and those given before an item was gold, are not among them.</summary>
internal static class GoldAnswers
{
    /// <summary>Everybody's score, by the person's id.</summary>
    public static async Task<IReadOnlyDictionary<int, GoldScore>> ScoresAsync(StudioDbContext db, int projectId, CancellationToken ct) =>
        (await Of(db, projectId).ToListAsync(ct))
            .GroupBy(answer => answer.Person)
            .ToDictionary(person => person.Key, person => GoldScore.Of(person.Count(), person.Count(answer => answer.IsRight))!);

    /// <summary>The current answers of everybody, or of one person.</summary>
    public static IQueryable<GoldSaid> Of(StudioDbContext db, int projectId, int? person = null) =>
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
