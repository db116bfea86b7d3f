using AnnotationStudio.Data;
using AnnotationStudio.Web.Components;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AnnotationStudio.Web.Features.Administration;

/// <summary>Admins see and change who may come in.</summary>
public sealed partial class PeoplePage(PeopleDesk desk, CurrentPerson current, StudioEvents events, PageTools tools) : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private IDisposable? _subscription;
    private int _refusals;

    /// <summary>Part of a name or of an email.</summary>
    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    private PeoplePart? Part { get; set; }

    private int? Self { get; set; }

    private DateTimeOffset Now { get; set; }

    private bool IsAdding { get; set; }

    private Problem? Refusal { get; set; }

    private (string Title, string Password)? Shown { get; set; }

    public void Dispose()
    {
        _subscription?.Dispose();
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnInitialized() => _subscription = events.Subscribe(happened =>
    {
        if (happened.What == Happening.PeopleChanged)
            _ = InvokeAsync(ReadAsync);
    });

    protected override Task OnParametersSetAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        if (_leaving.IsCancellationRequested)
            return;
        var caller = await current.CallerAsync();
        (Self, Now) = (caller.PersonId, tools.Time.GetUtcNow());
        var outcome = await desk.ListAsync(caller, Find, Now, _leaving.Token);
        Part = outcome.Value;
        StateHasChanged();
    }

    private void ToggleAdding() => (IsAdding, Refusal) = (!IsAdding, null);

    private void FindAsync(ChangeEventArgs change) => tools.Navigation.NavigateTo(tools.Navigation.GetUriWithQueryParameter("find", string.IsNullOrWhiteSpace((string?)change.Value) ? null : (string)change.Value), replace: true);

    private async Task AddAsync((string Email, string Name, Role Role) input)
    {
        var outcome = await desk.AddAsync(await current.CallerAsync(), input.Email, input.Name, input.Role, password: null, _leaving.Token);
        Refusal = outcome.Problem;
        if (!outcome.IsDone)
            return;
        IsAdding = false;
        Shown = ($"One-time password of {input.Email.Trim()}", outcome.Value.Password!);
    }

    private async Task ChangeRoleAsync((PersonRow Person, Role Role) change)
    {
        var outcome = await desk.ChangeRoleAsync(await current.CallerAsync(), change.Person.Id, change.Role, _leaving.Token);
        await SayAsync(outcome, $"{change.Person.DisplayName} is {change.Role} now, and has to sign in again.");
    }

    private async Task DisableAsync(PersonRow person)
    {
        var goesOn = await tools.Dialogs.ConfirmAsync(
            $"Disable {person.DisplayName}?",
            "They are signed out within seconds and their tokens stop working. Their labels stay, and you can enable them again.",
            "Disable");
        if (goesOn)
            await SayAsync(await desk.DisableAsync(await current.CallerAsync(), person.Id, tools.Time.GetUtcNow(), _leaving.Token), $"{person.DisplayName} is disabled.");
    }

    private async Task EnableAsync(PersonRow person) =>
        await SayAsync(await desk.EnableAsync(await current.CallerAsync(), person.Id, _leaving.Token), $"{person.DisplayName} can sign in again.");

    private async Task ResetAsync(PersonRow person)
    {
        var goesOn = await tools.Dialogs.ConfirmAsync(
            $"Reset the password of {person.DisplayName}?",
            "They are signed out everywhere and their tokens are revoked. You get a one-time password to hand over; they choose their own at the next sign-in.",
            "Reset password");
        if (!goesOn)
            return;
        var outcome = await desk.ResetPasswordAsync(await current.CallerAsync(), person.Id, tools.Time.GetUtcNow(), _leaving.Token);
        if (outcome.IsDone)
            Shown = ($"New one-time password of {person.DisplayName}", outcome.Value);
        else
            tools.Toasts.Add(outcome.Problem.Message, Severity.Error);
    }

    private async Task SayAsync(Outcome<Done> outcome, string said)
    {
        tools.Toasts.Add(outcome.Problem?.Message ?? said, outcome.IsDone ? Severity.Normal : Severity.Error);
        _refusals += outcome.IsDone ? 0 : 1;
        await ReadAsync();
    }
}
