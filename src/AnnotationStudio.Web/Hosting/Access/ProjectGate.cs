using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Where every desk's call begins: may this caller do that, here?</summary>
public sealed class ProjectGate(PeopleDirectory directory)
{
    /// <summary>The caller's seat. Not found when the project is not theirs; forbidden when their role there is below the least.</summary>
    public async Task<Outcome<ProjectSeat>> EnterAsync(Caller caller, int projectId, Role least, CancellationToken ct)
    {
        if (await SeatAsync(caller, projectId, ct) is not { } role || !await directory.HasProjectAsync(projectId, ct))
            return Problem.NotFound("project");
        if (role < least)
            return Problem.Forbidden($"Only a{(least == Role.Admin ? "n admin" : " lead")} of this project may do that. Ask one.");
        return new ProjectSeat(projectId, caller.PersonId, role);
    }

    /// <summary>Done when the caller's own role reaches, wherever they are.</summary>
    public async Task<Outcome<Done>> DemandAsync(Caller caller, Role least, CancellationToken ct)
    {
        var role = caller.PersonId is { } id ? (await directory.FindAsync(id, ct))?.Role : caller.Role;
        return role >= least ? Done.Value : Problem.Forbidden($"Only a{(least == Role.Admin ? "n admin" : " lead")} may do that. Ask one.");
    }

    // The lower of the two roles counts; admins see all projects.
    private async Task<Role?> SeatAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (caller.PersonId is not { } id)
            return caller.Role;
        if (await directory.FindAsync(id, ct) is not { } person)
            return null;
        if (person.Role == Role.Admin)
            return Role.Admin;
        var role = await directory.RoleInAsync(projectId, id, ct);
        return role is { } seat && seat > person.Role ? person.Role : role;
    }
}
