using AnnotationStudio.Data;
using Microsoft.AspNetCore.Identity;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>Lets people in and out by cookie. Belongs to one request.</summary>
public sealed class SignInDesk(SignInManager<Person> signIn, SignInPace pace, IPasswordHasher<Person> hasher, ILogger<SignInDesk> logger)
{
    /// <param name="stay">Whether the cookie outlives the browser's window.</param>
    /// <param name="address">Where the try comes from.</param>
    public async Task<SignInEnding> SignInAsync(string email, string password, bool stay, string address, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!pace.TryEnter(address))
        {
            Log.TooManyTries(logger);
            return SignInEnding.TooOften;
        }

        var person = await signIn.UserManager.FindByEmailAsync(email.Trim());
        if (person is null || person.DisabledAt is not null)
        {
            // As much work as a real check, so that the time does not tell who is here.
            _ = hasher.HashPassword(null!, password);
            return SignInEnding.Mismatch;
        }

        var result = await signIn.PasswordSignInAsync(person, password, stay, lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            Log.LockedOut(logger, person.Id);
            return SignInEnding.LockedOut;
        }

        if (!result.Succeeded)
            return SignInEnding.Mismatch;
        return person.MustChangePassword ? SignInEnding.MustChangePassword : SignInEnding.SignedIn;
    }

    /// <summary>Gives the person a cookie that fits their new password, name or role.</summary>
    public async Task RenewAsync(int personId, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (await signIn.UserManager.FindByIdAsync($"{personId}") is { } person)
            await signIn.RefreshSignInAsync(person);
    }

    public Task SignOutAsync() => signIn.SignOutAsync();
}
