using System.Collections.Concurrent;
using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Who people are and where they belong, remembered for at most two seconds and forgotten at once when it changes here.</summary>
public sealed class PeopleDirectory : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);
    private readonly StudioStore _store;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<int, (PersonCard? Card, long Read)> _people = new();
    private readonly ConcurrentDictionary<(int Project, int Person), (Role? Role, long Read)> _seats = new();
    private readonly ConcurrentDictionary<int, (bool Exists, long Read)> _projects = new();

    public PeopleDirectory(StudioStore store, StudioEvents events, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _subscription = events.Subscribe(Forget);
    }

    /// <summary>The person, or null when there is none or they are disabled.</summary>
    public Task<PersonCard?> FindAsync(int personId, CancellationToken ct) => Remember(_people, personId, async () =>
    {
        await using var db = await _store.ReadAsync(ct);
        return await db.People
            .Where(person => person.Id == personId && person.DisabledAt == null)
            .Select(person => new PersonCard(person.Id, person.Email!, person.DisplayName, person.Role, person.SecurityStamp!, person.MustChangePassword))
            .SingleOrDefaultAsync(ct);
    });

    /// <summary>The person's role in the project, or null when they are no member.</summary>
    public Task<Role?> RoleInAsync(int projectId, int personId, CancellationToken ct) => Remember(_seats, (projectId, personId), async () =>
    {
        await using var db = await _store.ReadAsync(ct);
        return await db.Memberships
            .Where(member => member.ProjectId == projectId && member.PersonId == personId)
            .Select(member => (Role?)member.Role)
            .SingleOrDefaultAsync(ct);
    });

    public Task<bool> HasProjectAsync(int projectId, CancellationToken ct) => Remember(_projects, projectId, async () =>
    {
        await using var db = await _store.ReadAsync(ct);
        return await db.Projects.AnyAsync(project => project.Id == projectId, ct);
    });

    public void Dispose() => _subscription.Dispose();

    private async Task<TValue> Remember<TKey, TValue>(ConcurrentDictionary<TKey, (TValue Value, long Read)> known, TKey key, Func<Task<TValue>> read)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var entry) && _time.GetElapsedTime(entry.Read) < Lifetime)
            return entry.Value;
        var started = _time.GetTimestamp();
        var value = await read();
        known[key] = (value, started);
        return value;
    }

    private void Forget(StudioEvent change)
    {
        if (change.What is not (Happening.PeopleChanged or Happening.ProjectChanged))
            return;
        _people.Clear();
        _seats.Clear();
        _projects.Clear();
    }
}

/// <summary>What pages and checks need to know of a person.</summary>
public sealed record PersonCard(int Id, string Email, string DisplayName, Role Role, string SecurityStamp, bool MustChangePassword);
