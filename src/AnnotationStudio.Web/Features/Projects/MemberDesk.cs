using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>Who belongs to a project.</summary>
public sealed class MemberDesk(StudioStore store, ProjectGate gate, StudioEvents events)
{
    public async Task<Outcome<IReadOnlyList<MemberView>>> ListAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        await using var db = await store.ReadAsync(ct);
        return await db.Memberships
            .Where(member => member.ProjectId == projectId)
            .OrderBy(member => member.Person!.DisplayName)
            .Select(member => new MemberView(member.PersonId, member.Person!.DisplayName, member.Person.Email!, member.Role, member.Person.DisabledAt != null))
            .ToListAsync(ct);
    }

    /// <summary>Adds somebody, or changes what they are here.</summary>
    public async Task<Outcome<Done>> AddAsync(Caller caller, int projectId, NewMember input, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var email = (input.Email ?? "").Trim().ToUpperInvariant();
        var problem = await store.WriteAsync(
            db =>
            {
                var person = db.People.Where(row => row.NormalizedEmail == email).Select(row => new { row.Id, row.Role }).SingleOrDefault();
                if (person is null)
                    return Problem.Invalid("email", "Nobody has this address. Ask an admin to add the person first.");
                if (input.Role == Role.Admin || input.Role > person.Role)
                    return Problem.Invalid("role", "In a project a person is annotator or lead, and a lead must be a lead everywhere. Ask an admin to raise the person's role.");
                var changed = db.Memberships.Where(member => member.ProjectId == projectId && member.PersonId == person.Id)
                    .ExecuteUpdate(set => set.SetProperty(member => member.Role, input.Role));
                if (changed == 0)
                    db.Memberships.Add(new Membership { ProjectId = projectId, PersonId = person.Id, Role = input.Role });
                db.SaveChanges();
                return null;
            },
            ct);
        return Told(projectId, problem);
    }

    /// <summary>Takes somebody out. What they labelled stays.</summary>
    public async Task<Outcome<Done>> RemoveAsync(Caller caller, int projectId, int personId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var removed = await store.WriteAsync(
            db => db.Memberships.Where(member => member.ProjectId == projectId && member.PersonId == personId).ExecuteDelete(), ct);
        return Told(projectId, removed == 0 ? Problem.NotFound("member") : null);
    }

    private Outcome<Done> Told(int projectId, Problem? problem)
    {
        if (problem is not null)
            return problem;
        events.Publish(Happening.ProjectChanged, projectId);
        return Done.Value;
    }
}
