using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>What people change about themselves.</summary>
public sealed class AccountDesk(StudioStore store, PersonRegister people, PeopleDirectory directory, StudioEvents events)
{
    /// <summary>What others see beside one's labels.</summary>
    public async Task<Outcome<Done>> RenameAsync(Caller caller, string name, CancellationToken ct)
    {
        var clean = PersonRegister.CleanName(name);
        if (!clean.IsDone)
            return clean.Problem;
        var changed = await store.WriteAsync(
            db => db.People.Where(person => person.Id == caller.PersonId).ExecuteUpdate(set => set.SetProperty(person => person.DisplayName, clean.Value)), ct);
        if (changed == 0)
            return Problem.NotFound("person");
        events.Publish(Happening.PeopleChanged, 0);
        return Done.Value;
    }

    /// <summary>Ends all sessions of the person; the page that asked gives itself a new cookie.</summary>
    public async Task<Outcome<Done>> ChangePasswordAsync(Caller caller, string current, string next, string again, CancellationToken ct)
    {
        if (caller.PersonId is not { } id)
            return Problem.NotFound("person");
        return next == again ? await people.ChangePasswordAsync(id, current, next, ct) : Differ;
    }

    /// <summary>Replaces a password that an admin chose. The person has just signed in with it, so it is not asked again.</summary>
    public async Task<Outcome<Done>> ReplacePasswordAsync(Caller caller, string next, string again, CancellationToken ct)
    {
        if (caller.PersonId is not { } id || await directory.FindAsync(id, ct) is not { MustChangePassword: true })
            return Problem.Forbidden("Change your password on the account page.");
        return next == again ? await people.SetPasswordAsync(id, next, mustChange: false, ct) : Differ;
    }

    private static Problem Differ => Problem.Invalid("again", "The two do not match. Write the same twice.");
}
