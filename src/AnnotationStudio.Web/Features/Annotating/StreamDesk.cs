using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>Opens the page on which people label.</summary>
public sealed class StreamDesk(StudioStore store, ProjectGate gate, PeopleDirectory directory)
{
    public async Task<Outcome<StreamView>> OpenAsync(Caller caller, int projectId, CancellationToken ct)
    {
        var seat = await gate.EnterAsync(caller, projectId, Role.Annotator, ct);
        if (!seat.IsDone)
            return seat.Problem;
        if (seat.Value.PersonId is not { } me || await directory.FindAsync(me, ct) is not { } person)
            return Problem.Forbidden("Labelling is for people who are signed in.");
        await using var db = await store.ReadAsync(ct);
        var project = await db.Projects.Where(row => row.Id == projectId)
            .Select(row => new { row.Name, row.Task, row.State, row.Settings.Suggestions, row.Settings.LeaseMinutes, row.Guidelines })
            .SingleAsync(ct);
        var labels = await db.Labels.Where(label => label.ProjectId == projectId && label.RetiredAt == null)
            .OrderBy(label => label.Position)
            .Select(label => new { label.Name, label.Hotkey, label.Color, label.Position, label.Description, label.Parents })
            .ToListAsync(ct);
        var wished = labels.ConvertAll(label => label.Hotkey);
        var keys = labels.Count > StreamView.MostInGrid ? Hotkeys.Wished(wished) : Hotkeys.Assign(wished);
        return new StreamView(
            projectId, project.Name, project.Task, project.State, project.Suggestions, project.LeaseMinutes, project.Guidelines,
            [.. labels.Select((label, row) => new StreamLabel(label.Name, keys[row], label.Color, label.Position, label.Description, label.Parents))],
            person.Id, person.DisplayName);
    }
}
