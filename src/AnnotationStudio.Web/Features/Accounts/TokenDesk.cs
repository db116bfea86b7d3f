using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>A person's tokens: made, seen and revoked by that person; made by the command line for anybody.</summary>
public sealed class TokenDesk(StudioStore store, TokenRegister register, StudioEvents events, TimeProvider time)
{
    public const int LongestDays = 3650;
    private const int LongestName = 200;
    private const int MostShown = 100;

    /// <summary>A new token in the clear, for the only time.</summary>
    public async Task<Outcome<string>> CreateAsync(Caller caller, string name, int days, CancellationToken ct)
    {
        if (caller.PersonId is not { } id)
            return Problem.NotFound("person");
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName)
            return Problem.Invalid("name", $"Say what the token is for, in at most {LongestName} characters.");
        if (days is < 1 or > LongestDays)
            return Problem.Invalid("days", $"Choose from 1 to {LongestDays} days.");
        return await register.IssueAsync(id, name.Trim(), TimeSpan.FromDays(days), ct);
    }

    /// <summary>As <see cref="CreateAsync"/>, for the person with this email. Only the owner of the data folder may.</summary>
    public async Task<Outcome<string>> CreateForAsync(Caller caller, string email, string name, int days, CancellationToken ct)
    {
        if (caller != Caller.Owner)
            return Problem.Forbidden("People make their own tokens, on their account page.");
        var normalized = email.Trim().ToUpperInvariant();
        await using var db = await store.ReadAsync(ct);
        var person = await db.People
            .Where(row => row.NormalizedEmail == normalized && row.DisabledAt == null)
            .Select(row => new { row.Id, row.Role })
            .SingleOrDefaultAsync(ct);
        if (person is null)
            return new Problem(ProblemKind.NotFound, $"There is nobody with the email {email}. Add them: user add --email {email} --role annotator", "--email");
        return await CreateAsync(new Caller(person.Id, person.Role), name, days, ct);
    }

    /// <summary>The tokens that still open doors, newest first.</summary>
    public async Task<IReadOnlyList<TokenCard>> ListAsync(Caller caller, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await store.ReadAsync(ct);
        return await db.ApiTokens
            .Where(token => token.PersonId == caller.PersonId && token.RevokedAt == null && token.ExpiresAt > now)
            .OrderByDescending(token => token.Id)
            .Select(token => new TokenCard(token.Id, token.Name, token.CreatedAt, token.ExpiresAt))
            .Take(MostShown)
            .ToListAsync(ct);
    }

    /// <summary>Dead at once on this server.</summary>
    public async Task<Outcome<Done>> RevokeAsync(Caller caller, int tokenId, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var changed = await store.WriteAsync(
            db => db.ApiTokens
                .Where(token => token.Id == tokenId && token.PersonId == caller.PersonId && token.RevokedAt == null)
                .ExecuteUpdate(set => set.SetProperty(token => token.RevokedAt, now)),
            ct);
        if (changed == 0)
            return Problem.NotFound("token");
        events.Publish(Happening.PeopleChanged, 0);
        return Done.Value;
    }
}

/// <summary>A token as its owner sees it: never the token.</summary>
public sealed record TokenCard(int Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
