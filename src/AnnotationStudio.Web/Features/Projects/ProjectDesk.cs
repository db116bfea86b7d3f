using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Makes, lists and changes projects.</summary>
public sealed class ProjectDesk(StudioStore store, ProjectGate gate, ArtifactStore artifacts, StudioEvents events, TimeProvider time)
{
    /// <summary>A new project, led by the caller, with the rules that its labels' names make as its first model.</summary>
    public async Task<Outcome<ProjectView>> CreateAsync(Caller caller, NewProject input, CancellationToken ct)
    {
        if (await gate.DemandAsync(caller, Role.Lead, ct) is { IsDone: false, Problem: var refusal })
            return refusal;
        if (ProjectRules.Check(input) is [var problem, ..])
            return problem;
        LabelRules.Check(input.Labels, out var labels);
        var now = time.GetUtcNow();
        var project = new Project { Name = LabelRules.Clean(input.Name), Task = input.Task, Guidelines = input.Guidelines ?? "", Settings = ProjectRules.SettingsOf(input), CreatedAt = now };
        project.Labels.AddRange(labels.Select(LabelChanges.Fresh));
        var rules = FirstModel(project);
        var id = await store.WriteAsync(db => Insert(db, project, caller, rules, now), ct);
        if (id is null)
            return NameIsTaken(project.Name);
        events.Publish(Happening.ProjectChanged, id.Value);
        return await FindAsync(caller, id.Value, ct);
    }

    /// <summary>The caller's projects by name; an admin's are all.</summary>
    public async Task<IReadOnlyList<ProjectCard>> ListAsync(Caller caller, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        var all = caller.Role == Role.Admin;
        return await db.Projects
            .Where(project => all || project.Members.Any(member => member.PersonId == caller.PersonId))
            .OrderBy(project => project.State == ProjectState.Archived).ThenBy(project => project.Name)
            .Select(project => new ProjectCard(
                project.Id, project.Name, project.Task, project.State,
                all ? Role.Admin : project.Members.First(member => member.PersonId == caller.PersonId).Role,
                project.ItemCount, project.LabelledCount, project.SkippedCount,
                project.Labels.Count(label => label.RetiredAt == null),
                db.ModelVersions.Where(model => model.Id == project.ChampionId).Select(model => (int?)model.Version).FirstOrDefault(),
                db.ModelVersions.Where(model => model.Id == project.ChampionId).Select(model => (ModelTier?)model.Tier).FirstOrDefault()))
            .ToListAsync(ct);
    }

    public async Task<Outcome<ProjectView>> FindAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Annotator, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Include(row => row.Labels).SingleAsync(row => row.Id == projectId, ct);
        return new ProjectView(
            project.Id, project.Name, project.Task, project.State, seat.Value.Role, project.Guidelines, project.Settings,
            [.. project.Labels.Where(label => label.RetiredAt is null).OrderBy(label => label.Position).Select(View)], project.CreatedAt);
    }

    /// <summary>Changes what is not null.</summary>
    public async Task<Outcome<ProjectView>> UpdateAsync(Caller caller, int projectId, ProjectPatch patch, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (ProjectRules.Check(patch) is [var problem, ..])
            return problem;
        List<Label> labels = [];
        if (patch.Labels is not null)
            LabelRules.Check(patch.Labels, out labels);
        var now = time.GetUtcNow();
        var refusal = await store.WriteAsync(db => Change(db, projectId, patch, labels, caller, now), ct);
        if (refusal is not null)
            return refusal;
        events.Publish(Happening.ProjectChanged, projectId);
        events.Publish(Happening.RunChanged, projectId);
        return await FindAsync(caller, projectId, ct);
    }

    private static LabelView View(Label label) =>
        new(label.Id, label.Name, label.Aliases, label.Parents, label.Description, label.Color, label.Hotkey);

    private static Problem NameIsTaken(string name) => Problem.Conflict($"A project named \"{name}\" is there already. Choose another name.", "name");

    private (string Hash, long Bytes) FirstModel(Project project)
    {
        var set = LabelSets.Of(project.Task, project.Labels);
        using var model = new RulesModelTier().Train(new TrainingSet(new TextBatch([]), [], set), null, new Random(0), CancellationToken.None);
        return artifacts.Save(model.Save);
    }

    private static int? Insert(StudioDbContext db, Project project, Caller caller, (string Hash, long Bytes) rules, DateTimeOffset now)
    {
        if (db.Projects.Any(other => other.Name == project.Name))
            return null;
        if (caller.PersonId is { } leader)
            project.Members.Add(new Membership { ProjectId = 0, PersonId = leader, Role = Role.Lead });
        db.Projects.Add(project);
        db.SaveChanges();
        var model = new ModelVersion
        {
            ProjectId = project.Id,
            Version = 1,
            Tier = ModelTier.Rules,
            ArtifactHash = rules.Hash,
            SizeBytes = rules.Bytes,
            Seed = 0,
            TrainedItems = 0,
            DataCut = 0,
            LabelIds = [.. project.Labels.OrderBy(label => label.Position).Select(label => label.Id)],
            TrainingSeconds = 0,
            TrainedAt = now,
            WasPromoted = true,
            Decision = "v1 serves from the start: it matches the labels' names and aliases and needs no training.",
        };
        db.ModelVersions.Add(model);
        db.SaveChanges();
        project.ChampionId = model.Id;
        db.SaveChanges();
        return project.Id;
    }

    private static Problem? Change(StudioDbContext db, int projectId, ProjectPatch patch, List<Label> labels, Caller caller, DateTimeOffset now)
    {
        var project = db.Projects.AsTracking().Include(row => row.Labels).Single(row => row.Id == projectId);
        var settings = (patch.Settings ?? new SettingsInput()).Over(project.Settings);
        if (patch.Name is { } name && db.Projects.Any(other => other.Name == LabelRules.Clean(name) && other.Id != projectId))
            return NameIsTaken(LabelRules.Clean(name));
        if (ProjectRules.Check(project.Task, settings) is { } misfit)
            return misfit;
        project.Name = patch.Name is null ? project.Name : LabelRules.Clean(patch.Name);
        project.State = patch.State ?? project.State;
        project.Guidelines = patch.Guidelines ?? project.Guidelines;
        project.Settings = settings;
        project.Version++;
        if (patch.Labels is not null)
        {
            if (LabelListWrite.Run(db, project, labels, caller.PersonId, now) is { } problem)
                return problem;
            // The rules read names and aliases, so they are made anew.
            LabelLedger.QueueRound(db, projectId, ModelTier.Rules, caller.PersonId, now);
        }

        db.SaveChanges();
        if (patch.State == ProjectState.Archived)
            ProjectRuns.Stop(db, projectId, "The project was archived, so nothing was trained. Open it again, then train.", now);
        return null;
    }
}
