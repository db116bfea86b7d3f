using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Rules;

/// <summary>Adds and removes rules. Where rules make the suggestions, a change queues a version of them.</summary>
public sealed class RuleChangeDesk(StudioStore store, ProjectGate gate, StudioEvents events, TimeProvider time)
{
    public Task<Outcome<Done>> AddAsync(Caller caller, int projectId, int labelId, string? pattern, CancellationToken ct) =>
        ChangeAsync(caller, projectId, labels => Add(labels, labelId, RuleChanges.Clean(pattern)), ct);

    public Task<Outcome<Done>> RemoveAsync(Caller caller, int projectId, int labelId, string? pattern, CancellationToken ct) =>
        ChangeAsync(caller, projectId, labels => Remove(labels, labelId, RuleChanges.Clean(pattern)), ct);

    /// <summary>All patterns of the project, in place of those that are there; nothing changes where one of them is wrong.</summary>
    public async Task<Outcome<Done>> ReplaceAsync(Caller caller, int projectId, RulesInput? input, CancellationToken ct)
    {
        if (input?.Rules is not { } rules)
            return Problem.Invalid("rules", "Send {\"rules\": [{\"label\": \"…\", \"pattern\": \"…\"}, …]}; an empty list removes all patterns.");
        return await ChangeAsync(caller, projectId, labels => RuleChanges.Replace(labels, rules), ct);
    }

    private static Problem? Add(List<Label> labels, int labelId, string pattern)
    {
        if (labels.Find(label => label.Id == labelId) is not { } label)
            return Problem.NotFound("label");
        if (RuleChanges.Check(label, pattern) is { } problem)
            return problem;
        label.Patterns = [.. label.Patterns, pattern];
        return null;
    }

    private static Problem? Remove(List<Label> labels, int labelId, string pattern)
    {
        if (labels.Find(label => label.Id == labelId) is not { } label || !label.Patterns.Contains(pattern))
            return Problem.NotFound("rule");
        label.Patterns = [.. label.Patterns.Where(other => other != pattern)];
        return null;
    }

    private async Task<Outcome<Done>> ChangeAsync(Caller caller, int projectId, Func<List<Label>, Problem?> change, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        if (await store.WriteAsync(db => Write(db, projectId, change, caller.PersonId, now), ct) is { } problem)
            return problem;
        events.Publish(Happening.ProjectChanged, projectId);
        events.Publish(Happening.RunChanged, projectId);
        return Done.Value;
    }

    private static Problem? Write(StudioDbContext db, int projectId, Func<List<Label>, Problem?> change, int? personId, DateTimeOffset now)
    {
        var labels = db.Labels.AsTracking().Where(label => label.ProjectId == projectId && label.RetiredAt == null).ToList();
        var project = db.Projects.Where(row => row.Id == projectId).Select(row => new { row.State, row.ChampionId }).Single();
        if (project.State == ProjectState.Archived)
            return Problem.Conflict("The project is archived, so its rules stay as they are. Open it again first.");
        if (change(labels) is { } problem)
            return problem;
        if (labels.Sum(label => label.Patterns.Count) > RuleChanges.MostPatterns)
            return RuleChanges.TooMany;
        db.SaveChanges();
        db.Activity.Add(new ActivityEntry { At = now, PersonId = personId, ProjectId = projectId, What = "rules-changed" });
        db.SaveChanges();
        if (db.ModelVersions.Any(model => model.Id == project.ChampionId && model.Tier == ModelTier.Rules)
            && !db.TrainingRuns.Any(run => run.ProjectId == projectId && run.State == RunState.Queued && run.Tier == ModelTier.Rules))
            LabelLedger.QueueRound(db, projectId, ModelTier.Rules, personId, now);
        return null;
    }
}
