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
    private readonly ConcurrentDictionary<string, (int? PersonId, long Read)> _owners = new(StringComparer.Ordinal);

    public TokenRegister(StudioStore store, StudioEvents events, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _subscription = events.Subscribe(change =>
        {
            if (change.What == Happening.PeopleChanged)
                _owners.Clear();
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

    /// <summary>Whose token it is; null when it is unknown, revoked or expired.</summary>
    public async Task<int?> FindOwnerAsync(string token, CancellationToken ct)
    {
        if (_owners.TryGetValue(token, out var known) && _time.GetElapsedTime(known.Read) < Lifetime)
            return known.PersonId;
        if (_owners.Count > 10_000)
            _owners.Clear();
        var started = _time.GetTimestamp();
        var now = _time.GetUtcNow();
        var hash = Hash(token);
        await using var db = await _store.ReadAsync(ct);
        var owner = await db.ApiTokens
            .Where(row => row.Hash == hash && row.RevokedAt == null && row.ExpiresAt > now)
            .Select(row => (int?)row.PersonId)
            .SingleOrDefaultAsync(ct);
        _owners[token] = (owner, started);
        return owner;
    }

    public void Dispose() => _subscription.Dispose();

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
