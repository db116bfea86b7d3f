using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Changes labels that are in use: looks first at what would change, keeps a history, takes changes back. For leads.</summary>
public sealed class LabelChangeDesk(StudioStore store, ProjectGate gate, LabelChangeWork work, StudioEvents events, TimeProvider time)
{
    /// <summary>What the change would do. Nothing is written.</summary>
    public async Task<Outcome<LabelChangePreview>> PreviewAsync(Caller caller, int projectId, LabelChangeInput input, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        if (Refusal(db, projectId) is { } refusal)
            return refusal;
        var labels = await db.Labels.Where(label => label.ProjectId == projectId).ToListAsync(ct);
        var names = labels.ToDictionary(label => label.Id, label => label.Name);
        var noted = LabelEdits.Note(labels);
        var now = time.GetUtcNow();
        var task = await db.Projects.Where(project => project.Id == projectId).Select(project => project.Task).SingleAsync(ct);
        var plan = new LabelChangeReading(labels, task, now).Read(input);
        return plan.IsDone
            ? await LabelChangePreviews.OfAsync(db, plan.Value, new(task, names, LabelEdits.Since(noted, labels, now)), ct)
            : plan.Problem;
    }

    /// <summary>Makes the change; once begun it is carried out whoever leaves.</summary>
    public async Task<Outcome<LabelChangeView>> ApplyAsync(Caller caller, int projectId, LabelChangeInput input, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        var begun = await store.WriteAsync(db => Begin(db, projectId, input, caller.PersonId, now), ct);
        if (!begun.IsDone)
            return begun.Problem;
        events.Publish(Happening.ProjectChanged, projectId);
        await work.CarryOutAsync(begun.Value, CancellationToken.None);
        Tell(projectId);
        return await FindAsync(projectId, begun.Value);
    }

    /// <summary>Takes a change back: labels, and what items count as, are what they were. Doing so twice changes nothing.</summary>
    public async Task<Outcome<LabelChangeView>> UndoAsync(Caller caller, int projectId, int changeId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        var begun = await store.WriteAsync(db => BeginUndo(db, projectId, changeId, caller.PersonId, now), ct);
        if (!begun.IsDone)
            return begun.Problem;
        if (begun.Value)
        {
            events.Publish(Happening.ProjectChanged, projectId);
            await work.TakeBackAsync(changeId, CancellationToken.None);
            Tell(projectId);
        }

        return await FindAsync(projectId, changeId);
    }

    /// <summary>All changes, the latest first.</summary>
    public async Task<Outcome<IReadOnlyList<LabelChangeView>>> ListAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        return await ReadAsync(projectId, ct);
    }

    private async Task<LabelChangeView> FindAsync(int projectId, int changeId) =>
        (await ReadAsync(projectId, CancellationToken.None)).Single(change => change.Id == changeId);

    private async Task<List<LabelChangeView>> ReadAsync(int projectId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var rows = await db.LabelChanges.Where(change => change.ProjectId == projectId).OrderByDescending(change => change.Id)
            .Select(change => new
            {
                Change = change,
                By = db.People.Where(person => person.Id == change.PersonId).Select(person => person.DisplayName).FirstOrDefault(),
                UndoneBy = db.People.Where(person => person.Id == change.UndoneById).Select(person => person.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var refusal = Refusal(db, projectId)?.Message;
        var all = rows.ConvertAll(row => row.Change);
        return rows.ConvertAll(row => new LabelChangeView(
            row.Change.Id, row.Change.Kind, row.Change.Words, row.Change.Items, row.By, row.Change.At, row.Change.Reached is not null, row.UndoneBy, row.Change.UndoneAt,
            row.Change.UndoneAt is not null ? null : refusal ?? LaterThan(row.Change, all)));
    }

    private void Tell(int projectId)
    {
        events.Publish(Happening.ProjectChanged, projectId);
        events.Publish(Happening.LabelsArrived, projectId);
        events.Publish(Happening.RunChanged, projectId);
    }

    private static Outcome<int> Begin(StudioDbContext db, int projectId, LabelChangeInput input, int? personId, DateTimeOffset now)
    {
        if (Refusal(db, projectId) is { } refusal)
            return refusal;
        var labels = db.Labels.AsTracking().Where(label => label.ProjectId == projectId).ToList();
        var noted = LabelEdits.Note(labels);
        var task = db.Projects.Where(project => project.Id == projectId).Select(project => project.Task).Single();
        if (new LabelChangeReading(labels, task, now).Read(input) is var plan && !plan.IsDone)
        {
            // What was read is altered already, and must not be written.
            db.ChangeTracker.Clear();
            return plan.Problem;
        }

        db.Labels.AddRange(labels.Where(label => label.Id == 0));
        db.SaveChanges();
        var change = new LabelChange
        {
            ProjectId = projectId,
            Kind = plan.Value.Kind,
            LabelId = plan.Value.Label.Id,
            IntoId = plan.Value.Into?.Id,
            Maps = plan.Value.Maps,
            Words = plan.Value.Words,
            Edits = LabelEdits.Write(LabelEdits.Since(noted, labels, now)),
            Plan = plan.Value.Split?.Write(),
            Cut = LastAnnotation(db, projectId),
            Reached = 0,
            PersonId = personId,
            At = now,
        };
        db.LabelChanges.Add(change);
        db.SaveChanges();
        return change.Id;
    }

    private static Outcome<bool> BeginUndo(StudioDbContext db, int projectId, int changeId, int? personId, DateTimeOffset now)
    {
        if (db.LabelChanges.AsTracking().SingleOrDefault(row => row.Id == changeId && row.ProjectId == projectId) is not { } change)
            return Problem.NotFound("change");
        if (change.UndoneAt is not null)
            return false;
        if (Refusal(db, projectId) is { } refusal)
            return refusal;
        if (LaterThan(change, [.. db.LabelChanges.Where(other => other.ProjectId == projectId)]) is { } later)
            return Problem.Conflict(later);
        var labels = db.Labels.AsTracking().Where(label => label.ProjectId == projectId).ToDictionary(label => label.Id);
        foreach (var edit in LabelEdits.Read(change.Edits).Where(edit => labels.ContainsKey(edit.LabelId)))
            LabelEdits.TakeBack(labels[edit.LabelId], edit);
        if (Doubled(labels.Values) is { } doubled)
        {
            db.ChangeTracker.Clear();
            return Problem.Conflict($"Two labels would be called \"{doubled}\". Rename the newer one first.");
        }

        (change.UndoneAt, change.UndoneById, change.Reached) = (now, personId, 0);
        db.SaveChanges();
        return true;
    }

    private static long LastAnnotation(StudioDbContext db, int projectId) => db.Annotations.Where(row => row.ProjectId == projectId).Max(row => (long?)row.Sequence) ?? 0;

    private static string? Doubled(IEnumerable<Label> labels) => labels.Where(label => label.RetiredAt is null)
        .SelectMany(label => label.Aliases.Append(label.Name).Distinct(StringComparer.OrdinalIgnoreCase))
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;

    // One at a time, and not while rows arrive that were read by the labels of before.
    private static Problem? Refusal(StudioDbContext db, int projectId)
    {
        if (db.Projects.Any(project => project.Id == projectId && project.State == ProjectState.Archived))
            return Problem.Conflict("The project is archived, so its labels stay as they are. Open it again first.");
        if (db.Imports.Any(import => import.ProjectId == projectId && import.State == ImportState.Running))
            return Problem.Conflict("A file is being imported into this project. Wait until it is done, or stop it first.");
        return db.LabelChanges.Any(change => change.ProjectId == projectId && change.Reached != null)
            ? Problem.Conflict("Another change of the labels is being carried out. Wait until it is done.")
            : null;
    }

    // Changes are taken back in the reverse of their order, where they touch the same labels.
    private static string? LaterThan(LabelChange change, List<LabelChange> all)
    {
        var touched = LabelEdits.Read(change.Edits).Select(edit => edit.LabelId).ToHashSet();
        var later = all.Find(other => other.Id > change.Id && other.UndoneAt is null && LabelEdits.Read(other.Edits).Exists(edit => touched.Contains(edit.LabelId)));
        return later is null ? null : $"A later change touched the same labels. Undo that first: {later.Words}.";
    }
}
