using System.Net.Mail;
using AnnotationStudio.Data;
using Microsoft.AspNetCore.Identity;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Adds people and sets their passwords, through Identity. Whether the caller may is the desk's question.</summary>
public sealed class PersonRegister(IServiceScopeFactory scopes, StudioEvents events, TimeProvider time)
{
    private const int LongestName = 200;

    /// <summary>The new person's id.</summary>
    public async Task<Outcome<int>> AddAsync(NewPerson input, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var email = input.Email.Trim();
        if (email.Length > 254 || !MailAddress.TryCreate(email, out var address) || address.Address != email)
            return Problem.Invalid("email", "This is no email address. Write it as in name@example.org.");
        var name = CleanName(input.DisplayName ?? address.User);
        if (!name.IsDone)
            return name.Problem;
        var person = new Person
        {
            UserName = email,
            Email = email,
            DisplayName = name.Value,
            Role = input.Role,
            MustChangePassword = input.MustChangePassword,
            CreatedAt = time.GetUtcNow(),
        };
        await using var scope = scopes.CreateAsyncScope();
        var result = await People(scope).CreateAsync(person, input.Password);
        if (!result.Succeeded)
            return Refusal(result);
        events.Publish(Happening.PeopleChanged, 0);
        return person.Id;
    }

    /// <summary>Sets a password without asking for the old one, and lifts a lock-out. Ends all sessions of the person.</summary>
    public Task<Outcome<Done>> SetPasswordAsync(int personId, string password, bool mustChange, CancellationToken ct) =>
        ChangeAsync(personId, async (people, person) =>
        {
            if (await people.CheckPasswordAsync(person, password))
                return Problem.Invalid("password", "This is the password of before. Choose another.");
            var result = await people.ResetPasswordAsync(person, await people.GeneratePasswordResetTokenAsync(person), password);
            if (!result.Succeeded)
                return Refusal(result);
            person.MustChangePassword = mustChange;
            person.LockoutEnd = null;
            person.AccessFailedCount = 0;
            await people.UpdateAsync(person);
            return Done.Value;
        }, ct);

    /// <summary>Changes a password by the old one. Ends all sessions of the person.</summary>
    public Task<Outcome<Done>> ChangePasswordAsync(int personId, string current, string next, CancellationToken ct) =>
        ChangeAsync(personId, async (people, person) =>
        {
            if (!await people.CheckPasswordAsync(person, current))
                return Problem.Invalid("current", "This is not your current password. Try again.");
            var result = await people.ChangePasswordAsync(person, current, next);
            return result.Succeeded ? Done.Value : Refusal(result);
        }, ct);

    /// <summary>The name as it is kept.</summary>
    public static Outcome<string> CleanName(string name) => name.Trim() switch
    {
        "" => Problem.Invalid("name", "Write a name; others see it beside the labels."),
        { Length: > LongestName } => Problem.Invalid("name", $"Write at most {LongestName} characters."),
        var clean => clean,
    };

    private static UserManager<Person> People(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<UserManager<Person>>();

    private async Task<Outcome<Done>> ChangeAsync(int personId, Func<UserManager<Person>, Person, Task<Outcome<Done>>> change, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var people = People(scope);
        if (await people.FindByIdAsync($"{personId}") is not { } person)
            return Problem.NotFound("person");
        var outcome = await change(people, person);
        if (outcome.IsDone)
            events.Publish(Happening.PeopleChanged, 0);
        return outcome;
    }

    private static Problem Refusal(IdentityResult result) => result.Errors.First() switch
    {
        { Code: "DuplicateEmail" or "DuplicateUserName" } => Problem.Conflict("Somebody with this email is here already.", "email"),
        { Code: var code } when code.StartsWith("Password", StringComparison.Ordinal) =>
            Problem.Invalid("password", "Choose a password of at least 12 characters, 5 of them different."),
        { Code: "InvalidEmail" or "InvalidUserName" } => Problem.Invalid("email", "This is no email address. Write it as in name@example.org."),
        { Description: var description } => Problem.Conflict(description),
    };
}
