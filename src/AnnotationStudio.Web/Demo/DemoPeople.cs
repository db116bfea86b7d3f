using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Demo;

/// <summary>The four people of the demo. Their passwords are drawn anew each time and said once.</summary>
internal sealed class DemoPeople(StudioStore store, PersonRegister register)
{
    private static readonly (string Email, string Name, Role Role)[] People =
    [
        ("admin@demo.example", "Ada Lindqvist", Role.Admin),
        ("lead@demo.example", "Ingrid Solheim", Role.Lead),
        ("priya@demo.example", "Priya Nair", Role.Annotator),
        ("tomas@demo.example", "Tomás Ferreira", Role.Annotator),
    ];

    /// <summary>The people with their passwords; none when somebody is here already.</summary>
    public async Task<IReadOnlyList<DemoPerson>> CreateAsync(CancellationToken ct)
    {
        await using (var db = await store.ReadAsync(ct))
            if (await db.People.AnyAsync(ct))
                return [];
        var made = new List<DemoPerson>();
        foreach (var (email, name, role) in People)
        {
            var password = OneTimeSecret.Password();
            var person = await register.AddAsync(new NewPerson(email, role, password, name), ct);
            if (!person.IsDone)
                throw new StudioStartException($"The demo's people could not be made: {person.Problem.Message}");
            made.Add(new DemoPerson(person.Value, email, role, password));
        }

        return made;
    }
}

/// <summary>Somebody of the demo.</summary>
internal sealed record DemoPerson(int Id, string Email, Role Role, string Password)
{
    public Caller Caller => new(Id, Role);
}
