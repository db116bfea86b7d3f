using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Gold;

/// <summary>The items that judge people, and the people who wait for a lead. For leads.</summary>
public sealed class GoldDesk(StudioStore store, ProjectGate gate, StudioEvents events, TimeProvider time)
{
    /// <summary>Most gold items of one kind that are listed.</summary>
    public const int MostListed = 500;

    private const int ExcerptLength = 200;

    public async Task<Outcome<GoldView>> ReadAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId).Select(row => new { row.Settings, row.State }).SingleAsync(ct);
        var labels = await LabelsAsync(db, projectId, ct);
        return new GoldView(
            project.Settings, project.State == ProjectState.Archived,
            await ListAsync(db, projectId, GoldKind.Hidden, labels, ct), await ListAsync(db, projectId, GoldKind.Onboarding, labels, ct), await PeopleAsync(db, projectId, ct),
            await db.GoldItems.CountAsync(gold => gold.ProjectId == projectId && gold.Kind == GoldKind.Hidden, ct), labels.Count <= 12);
    }

    /// <summary>Moves an item of the onboarding one place up or down.</summary>
    public async Task<Outcome<Done>> MoveAsync(Caller caller, int projectId, long itemId, int step, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await store.WriteAsync(
            db =>
            {
                var order = db.GoldItems.AsTracking().Where(gold => gold.ProjectId == projectId && gold.Kind == GoldKind.Onboarding)
                    .OrderBy(gold => gold.Position).ThenBy(gold => gold.ItemId).ToList();
                var at = order.FindIndex(gold => gold.ItemId == itemId);
                var to = Math.Clamp(at + step, 0, Math.Max(0, order.Count - 1));
                if (at < 0 || at == to)
                    return;
                var moved = order[at];
                order.RemoveAt(at);
                order.Insert(to, moved);
                for (var place = 0; place < order.Count; place++)
                    order[place].Position = place + 1;
                db.SaveChanges();
            },
            ct);
        return Done.Value;
    }

    /// <summary>Lets a paused person go on. Gold answers until now are forgiven; who was in the onboarding is let through.</summary>
    public async Task<Outcome<Done>> ResumeAsync(Caller caller, int projectId, int personId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        var changed = await store.WriteAsync(
            db =>
            {
                var member = db.Memberships.AsTracking().SingleOrDefault(row => row.ProjectId == projectId && row.PersonId == personId);
                if (member?.PausedAt is null)
                    return member is not null;
                if (member.PauseReason == PauseReason.Onboarding)
                    member.OnboardedAt = now;
                (member.PausedAt, member.PauseReason, member.ResumedAt) = (null, null, now);
                db.Activity.Add(new ActivityEntry { At = now, PersonId = caller.PersonId, ProjectId = projectId, What = "person-resumed", SubjectId = personId });
                db.SaveChanges();
                return true;
            },
            ct);
        if (!changed)
            return Problem.NotFound("member");
        events.Publish(Happening.ProjectChanged, projectId);
        return Done.Value;
    }

    internal static Task<Dictionary<int, GoldLabel>> LabelsAsync(StudioDbContext db, int projectId, CancellationToken ct) => db.Labels
        .Where(label => label.ProjectId == projectId)
        .Select(label => new GoldLabel(label.Id, label.Name, label.Color, label.Position))
        .ToDictionaryAsync(label => label.Id, ct);

    internal static List<GoldLabel> Named(IEnumerable<int> ids, Dictionary<int, GoldLabel> labels) => [.. ids.Where(labels.ContainsKey).Select(id => labels[id]).OrderBy(label => label.Position)];

    private static async Task<List<GoldLine>> ListAsync(StudioDbContext db, int projectId, GoldKind kind, Dictionary<int, GoldLabel> labels, CancellationToken ct)
    {
        var (assigned, action) = kind == GoldKind.Hidden ? (AssignmentKind.Gold, AnnotationAction.Submit) : (AssignmentKind.Onboarding, AnnotationAction.Practice);
        var rows = await (
            from gold in db.GoldItems
            join item in db.Items on gold.ItemId equals item.Id
            where gold.ProjectId == projectId && gold.Kind == kind && item.Import!.State == ImportState.Completed
            orderby gold.Position, gold.ItemId
            select new { gold.ItemId, gold.Labels, gold.Explanation, Excerpt = item.Text.Substring(0, ExcerptLength) }).Take(MostListed).ToListAsync(ct);
        var said = await (
            from gold in db.GoldItems
            join place in db.Assignments on gold.ItemId equals place.ItemId
            join answer in db.Annotations on gold.ItemId equals answer.ItemId
            where gold.ProjectId == projectId && gold.Kind == kind && place.Kind == assigned && answer.AnnotatorId == place.AnnotatorId && answer.IsCurrent && answer.Action == action
            select new { gold.ItemId, Right = gold.Labels, answer.Labels }).ToListAsync(ct);
        var effective = EffectiveLabels.Read(db, projectId);
        var scores = said.GroupBy(answer => answer.ItemId).ToDictionary(item => item.Key, item => (All: item.Count(), Right: item.Count(answer => effective.AreTheSame(answer.Labels, answer.Right))));
        return rows.ConvertAll(row => new GoldLine(
            row.ItemId, row.Excerpt, Named(row.Labels, labels), row.Explanation, scores.GetValueOrDefault(row.ItemId).All, scores.GetValueOrDefault(row.ItemId).Right));
    }

    private static async Task<List<WaitingPerson>> PeopleAsync(StudioDbContext db, int projectId, CancellationToken ct) => await db.Memberships
        .Where(member => member.ProjectId == projectId && member.PausedAt != null)
        .OrderBy(member => member.PausedAt)
        .Select(member => new WaitingPerson(member.PersonId, member.Person!.DisplayName, member.PauseReason ?? PauseReason.Gold, member.PausedAt!.Value))
        .ToListAsync(ct);
}
