using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Makes personal tokens and knows whose they are. An answer is remembered for at most three seconds.</summary>
public sealed class TokenRegister : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3);
    private readonly StudioStore _store;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;
    private readonly ConcurrentDictionary<string, (KnownToken? Token, long Read)> _tokens = new(StringComparer.Ordinal);

    public TokenRegister(StudioStore store, StudioEvents events, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _subscription = events.Subscribe(change =>
        {
            if (change.What == Happening.PeopleChanged)
                _tokens.Clear();
        });
    }

    /// <summary>A new token of 256 random bits, in the clear for the only time.</summary>
    public async Task<string> IssueAsync(int personId, string name, TimeSpan lifetime, CancellationToken ct)
    {
        var token = "ast_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = _time.GetUtcNow();
        await _store.WriteAsync(
            db =>
            {
                db.ApiTokens.Add(new ApiToken { PersonId = personId, Name = name, Hash = Hash(token), CreatedAt = now, ExpiresAt = now + lifetime });
                db.SaveChanges();
            },
            ct);
        return token;
    }

    /// <summary>Which token it is and whose; null when it is unknown, revoked or expired.</summary>
    public async Task<KnownToken?> FindAsync(string token, CancellationToken ct)
    {
        if (_tokens.TryGetValue(token, out var known) && _time.GetElapsedTime(known.Read) < Lifetime)
            return known.Token;
        if (_tokens.Count > 10_000)
            _tokens.Clear();
        var started = _time.GetTimestamp();
        var now = _time.GetUtcNow();
        var hash = Hash(token);
        await using var db = await _store.ReadAsync(ct);
        var found = await db.ApiTokens
            .Where(row => row.Hash == hash && row.RevokedAt == null && row.ExpiresAt > now)
            .Select(row => (KnownToken?)new KnownToken(row.Id, row.PersonId))
            .SingleOrDefaultAsync(ct);
        _tokens[token] = (found, started);
        return found;
    }

    public void Dispose() => _subscription.Dispose();

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>A token that opens doors.</summary>
public readonly record struct KnownToken(int Id, int PersonId);
