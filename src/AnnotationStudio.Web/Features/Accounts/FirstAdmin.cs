using System.Security.Cryptography;
using System.Text;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>How a database without people gets its first: an admin, by a code that only whoever started the server has read.</summary>
public sealed class FirstAdmin(StudioStore store, PersonRegister people, SignInPace pace, ILogger<FirstAdmin> logger) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile bool _isMade;

    /// <summary>Good for this run of the server, until it was used.</summary>
    public string Code { get; } = OneTimeSecret.Code();

    /// <summary>Whether there is nobody yet.</summary>
    public async Task<bool> IsMissingAsync(CancellationToken ct)
    {
        if (_isMade)
            return false;
        await using var db = await store.ReadAsync(ct);
        _isMade = await db.People.AnyAsync(ct);
        return !_isMade;
    }

    /// <param name="code">As typed: small letters, spaces and missing hyphens do not matter.</param>
    /// <param name="address">Where the try comes from.</param>
    public async Task<Outcome<int>> MakeAsync(string code, string email, string? name, string password, string address, CancellationToken ct)
    {
        if (!pace.TryEnter(address))
            return Problem.Forbidden("Too many tries. Wait a minute, then try again.");
        if (!CryptographicOperations.FixedTimeEquals(Plain(code), Plain(Code)))
            return Problem.Invalid("code", "This is not the code that the server printed when it started. Copy it from the console.");
        return await MakeAsync(new NewPerson(email, Role.Admin, password, name), ct);
    }

    /// <summary>Makes the admin if there is nobody yet.</summary>
    public async Task<Outcome<int>> MakeAsync(NewPerson admin, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            if (!await IsMissingAsync(ct))
                return Problem.Conflict("The first admin was made already. Sign in.");
            var made = await people.AddAsync(admin, ct);
            if (made.IsDone)
                Log.FirstAdminMade(logger, made.Value);
            return made;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static byte[] Plain(string code) => Encoding.UTF8.GetBytes([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
