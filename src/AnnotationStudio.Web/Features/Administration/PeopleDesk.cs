using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Administration;

/// <summary>Who may come in, and as what. Every change ends the sessions of the person it is about.</summary>
public sealed class PeopleDesk(StudioStore store, ProjectGate gate, PersonRegister people, StudioEvents events, ILogger<PeopleDesk> logger)
{
    private const int MostShown = 200;
    private static readonly Problem LastAdmin = Problem.Conflict("This is the last admin who can sign in. Make somebody else an admin first.");

    /// <summary>People whose name or email contains the words, those who can sign in first.</summary>
    public async Task<Outcome<PeoplePart>> ListAsync(Caller caller, string? words, DateTimeOffset now, CancellationToken ct)
    {
        if (await gate.DemandAsync(caller, Role.Admin, ct) is { IsDone: false, Problem: var refusal })
            return refusal;
        await using var db = await store.ReadAsync(ct);
        var matches = db.People.AsQueryable();
        if (!string.IsNullOrWhiteSpace(words))
        {
            var pattern = $"%{words.Trim().Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%";
            matches = matches.Where(person => EF.Functions.Like(person.Email!, pattern, "\\") || EF.Functions.Like(person.DisplayName, pattern, "\\"));
        }

        var rows = await matches
            .OrderBy(person => person.DisabledAt != null).ThenBy(person => person.DisplayName)
            .Select(person => new PersonRow(
                person.Id, person.Email!, person.DisplayName, person.Role, person.CreatedAt, person.LastSeenAt, person.DisabledAt,
                person.LockoutEnd > now, person.MustChangePassword, db.Memberships.Count(member => member.PersonId == person.Id)))
            .Take(MostShown)
            .ToListAsync(ct);
        return new PeoplePart(rows, rows.Count < MostShown ? rows.Count : await matches.CountAsync(ct));
    }

    /// <param name="password">Null to make one, which the person must change at the first sign-in.</param>
    public async Task<Outcome<AddedPerson>> AddAsync(Caller caller, string email, string? name, Role role, string? password, CancellationToken ct)
    {
        if (await gate.DemandAsync(caller, Role.Admin, ct) is { IsDone: false, Problem: var refusal })
            return refusal;
        var made = password is null ? OneTimeSecret.Password() : null;
        var displayName = string.IsNullOrWhiteSpace(name) ? null : name;
        var added = await people.AddAsync(new NewPerson(email, role, password ?? made!, displayName, MustChangePassword: made is not null), ct);
        if (!added.IsDone)
            return added.Problem;
        Log.Added(logger, added.Value, role, caller.PersonId);
        return new AddedPerson(added.Value, made);
    }

    public async Task<Outcome<Done>> ChangeRoleAsync(Caller caller, int personId, Role role, CancellationToken ct)
    {
        var outcome = await ChangeAsync(caller, personId, person => person.Role = role, ct);
        if (outcome.IsDone)
            Log.RoleChanged(logger, personId, role, caller.PersonId);
        return outcome;
    }

    /// <summary>Nothing of theirs is lost; they cannot come in, and their tokens open nothing.</summary>
    public async Task<Outcome<Done>> DisableAsync(Caller caller, int personId, DateTimeOffset now, CancellationToken ct)
    {
        var outcome = await ChangeAsync(caller, personId, person => person.DisabledAt = now, ct);
        if (outcome.IsDone)
            Log.Disabled(logger, personId, caller.PersonId);
        return outcome;
    }

    public async Task<Outcome<Done>> EnableAsync(Caller caller, int personId, CancellationToken ct)
    {
        var outcome = await ChangeAsync(caller, personId, person => person.DisabledAt = null, ct);
        if (outcome.IsDone)
            Log.Enabled(logger, personId, caller.PersonId);
        return outcome;
    }

    /// <summary>A new one-time password in the clear, for the only time. Lifts a lock-out and revokes the person's tokens.</summary>
    public async Task<Outcome<string>> ResetPasswordAsync(Caller caller, int personId, DateTimeOffset now, CancellationToken ct)
    {
        if (await gate.DemandAsync(caller, Role.Admin, ct) is { IsDone: false, Problem: var refusal })
            return refusal;
        var password = OneTimeSecret.Password();
        var reset = await people.SetPasswordAsync(personId, password, mustChange: true, ct);
        if (!reset.IsDone)
            return reset.Problem;
        await store.WriteAsync(
            db => db.ApiTokens.Where(token => token.PersonId == personId && token.RevokedAt == null)
                .ExecuteUpdate(set => set.SetProperty(token => token.RevokedAt, now)),
            ct);
        events.Publish(Happening.PeopleChanged, 0);
        Log.PasswordReset(logger, personId, caller.PersonId);
        return password;
    }

    // Whether an admin is left is asked in the transaction that changes it, so that two admins cannot undo each other at once.
    private async Task<Outcome<Done>> ChangeAsync(Caller caller, int personId, Action<Person> change, CancellationToken ct)
    {
        if (await gate.DemandAsync(caller, Role.Admin, ct) is { IsDone: false, Problem: var refusal })
            return refusal;
        var problem = await store.WriteAsync(
            db =>
            {
                if (db.People.AsTracking().SingleOrDefault(row => row.Id == personId) is not { } person)
                    return Problem.NotFound("person");
                change(person);
                if (!(person is { Role: Role.Admin, DisabledAt: null } || db.People.Any(row => row.Id != personId && row.Role == Role.Admin && row.DisabledAt == null)))
                    return LastAdmin;
                person.SecurityStamp = Guid.NewGuid().ToString("N");
                person.ConcurrencyStamp = Guid.NewGuid().ToString();
                db.SaveChanges();
                return null;
            },
            ct);
        if (problem is not null)
            return problem;
        events.Publish(Happening.PeopleChanged, 0);
        return Done.Value;
    }
}
