using System.Security.Cryptography;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Demo;

/// <summary>The four people of the demo. Their passwords are drawn anew each time and said once.</summary>
internal sealed class DemoPeople(IServiceScopeFactory scopes, StudioEvents events, TimeProvider time)
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";
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
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.Users.AnyAsync(ct))
            return [];
        var made = new List<DemoPerson>();
        foreach (var (email, name, role) in People)
        {
            var password = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));
            var person = new Person { UserName = email, Email = email, DisplayName = name, Role = role, CreatedAt = time.GetUtcNow() };
            var result = await people.CreateAsync(person, password);
            if (!result.Succeeded)
                throw new StudioStartException($"The demo's people could not be made: {string.Join(" ", result.Errors.Select(error => error.Description))}");
            made.Add(new DemoPerson(person.Id, email, role, password));
        }

        events.Publish(Happening.PeopleChanged, 0);
        return made;
    }
}

/// <summary>Somebody of the demo.</summary>
internal sealed record DemoPerson(int Id, string Email, Role Role, string Password)
{
    public Caller Caller => new(Id, Role);
}
