using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a lead decides about versions: which one serves, and which must not.</summary>
public sealed class RegistryDesk(StudioStore store, ProjectGate gate, ModelShelf shelf, StudioEvents events, TimeProvider time)
{
    private const int LongestReason = 1_000;

    /// <summary>Makes a version serve, because a lead says so; an older one than the champion is a roll back.</summary>
    public Task<Outcome<Done>> PromoteAsync(Caller caller, int projectId, int version, string? reason, CancellationToken ct) =>
        DecideAsync(caller, projectId, version, reason, "Say in a few words why this version should serve.", Promote, ct);

    /// <summary>Takes a version out, so that it cannot serve until it is restored.</summary>
    public Task<Outcome<Done>> RetireAsync(Caller caller, int projectId, int version, string? reason, CancellationToken ct) =>
        DecideAsync(caller, projectId, version, reason, "Say in a few words why this version should not serve.", scene => Task.FromResult(Retire(scene)), ct);

    /// <summary>Takes a retirement back.</summary>
    public Task<Outcome<Done>> RestoreAsync(Caller caller, int projectId, int version, string? reason, CancellationToken ct) =>
        DecideAsync(caller, projectId, version, reason, "Say in a few words why this version may serve again.", scene => Task.FromResult(Restore(scene)), ct);

    private async Task<Outcome<Done>> DecideAsync(
        Caller caller, int projectId, int version, string? reason, string ask, Func<Scene, Task<Outcome<Change>>> decide, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        reason = reason?.Trim();
        if (string.IsNullOrEmpty(reason) || reason.Length > LongestReason)
            return Problem.Invalid("reason", reason is { Length: > LongestReason } ? $"The reason has {reason.Length:N0} characters; {LongestReason:N0} are kept. Shorten it." : ask);
        Outcome<Change> change;
        await using (var db = await store.ReadAsync(ct))
        {
            if (await db.ModelVersions.SingleOrDefaultAsync(row => row.ProjectId == projectId && row.Version == version, ct) is not { } model)
                return Problem.NotFound("model version");
            var championId = await db.Projects.Where(project => project.Id == projectId).Select(project => project.ChampionId).SingleAsync(ct);
            var champion = await db.ModelVersions.SingleOrDefaultAsync(row => row.Id == championId, ct);
            change = await decide(new Scene(model, champion, reason));
        }

        if (!change.IsDone)
            return change.Problem;
        var won = await store.WriteAsync(db => Write(db, projectId, version, caller.PersonId, change.Value), ct);
        if (!won)
            return Problem.Conflict("Somebody decided about this version just now. Look again.");
        events.Publish(Happening.ModelChanged, projectId);
        return Done.Value;
    }

    private async Task<Outcome<Change>> Promote(Scene scene)
    {
        var (model, champion, reason) = scene;
        if (model.RetiredAt is not null)
            return Problem.Conflict($"v{model.Version} is retired. Restore it first.");
        if (await shelf.VersionAsync(model.ProjectId, model.Version, CancellationToken.None) is null)
            return Problem.Conflict($"v{model.Version} cannot serve: {shelf.FaultOf(model.Id)}. Put its file back from a backup, or train a new version.");
        var isBack = champion is not null && model.Version < champion.Version;
        var words = isBack ? $"Rolled back from v{champion!.Version} to v{model.Version} by hand: {reason}" : $"v{model.Version} was promoted by hand: {reason}";
        return new Change(isBack ? DecisionKind.RolledBack : DecisionKind.Promoted, words, row =>
        {
            (row.WasPromoted, row.IsReference, row.IsProvisional) = (true, true, false);
            return true;
        })
        {
            Serves = true,
        };
    }

    private static Outcome<Change> Retire(Scene scene)
    {
        var (model, champion, reason) = scene;
        if (model.RetiredAt is not null)
            return Problem.Conflict($"v{model.Version} is retired already.");
        if (champion?.Id == model.Id)
            return Problem.Conflict($"v{model.Version} is the champion: every suggestion comes from it. Promote another version first.");
        if (champion is { IsProvisional: true } && champion.BaselineId == model.Id)
            return Problem.Conflict($"v{champion.Version} falls back on v{model.Version} should the audit items not confirm it. Retire it once that is decided.");
        return new Change(DecisionKind.Retired, $"v{model.Version} was retired: {reason}", row => Turn(row, isRetired: true));
    }

    private static Outcome<Change> Restore(Scene scene) => scene.Model.RetiredAt is null
        ? Problem.Conflict($"v{scene.Model.Version} is not retired.")
        : new Change(DecisionKind.Restored, $"v{scene.Model.Version} was restored: {scene.Reason}", row => Turn(row, isRetired: false));

    private static bool Turn(ModelVersion row, bool isRetired) => row.RetiredAt is null == isRetired;

    private bool Write(StudioDbContext db, int projectId, int version, int? personId, Change change)
    {
        var now = time.GetUtcNow();
        var project = db.Projects.AsTracking().Single(row => row.Id == projectId);
        var model = db.ModelVersions.AsTracking().Single(row => row.ProjectId == projectId && row.Version == version);
        // A round may have ended since it was looked at: what must hold is asked once more, here where nobody else writes.
        if (!change.Apply(model) || (change.Kind == DecisionKind.Retired && project.ChampionId == model.Id) || (change.Serves && model.RetiredAt is not null))
            return false;
        model.RetiredAt = change.Kind switch { DecisionKind.Retired => now, DecisionKind.Restored => null, _ => model.RetiredAt };
        model.Decision = change.Words;
        if (change.Serves)
            project.ChampionId = model.Id;
        db.ModelDecisions.Add(new ModelDecision { ProjectId = projectId, ModelVersionId = model.Id, At = now, Kind = change.Kind, PersonId = personId, Words = change.Words });
        db.SaveChanges();
        return true;
    }

    private sealed record Scene(ModelVersion Model, ModelVersion? Champion, string Reason);

    /// <param name="Kind">What is decided.</param>
    /// <param name="Words">As it is kept.</param>
    /// <param name="Apply">Changes the row; false when somebody else did meanwhile.</param>
    private sealed record Change(DecisionKind Kind, string Words, Func<ModelVersion, bool> Apply)
    {
        public bool Serves { get; init; }
    }
}
