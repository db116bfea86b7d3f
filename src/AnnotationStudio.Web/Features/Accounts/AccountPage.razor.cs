using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>Static: another password needs another cookie, which a circuit cannot set.</summary>
public sealed partial class AccountPage(AccountDesk desk, TokenDesk tokens, SignInDesk signIn, CurrentPerson current, TimeProvider time)
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "rename")]
    public RenameInput? Rename { get; set; }

    [SupplyParameterFromForm(FormName = "password")]
    public PasswordInput? Password { get; set; }

    [SupplyParameterFromForm(FormName = "token")]
    public TokenInput? Token { get; set; }

    private PersonCard? Card { get; set; }

    private IReadOnlyList<TokenCard> Tokens { get; set; } = [];

    private DateTimeOffset Now { get; set; }

    private string? NewToken { get; set; }

    private string? Said { get; set; }

    private (string Form, Problem Problem)? Refusal { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Now = time.GetUtcNow();
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        Card = await current.CardAsync(Http.RequestAborted);
        Tokens = await tokens.ListAsync(Http.Caller(), Http.RequestAborted);
    }

    private async Task RenameAsync()
    {
        var outcome = await desk.RenameAsync(Http.Caller(), Rename?.Name ?? "", Http.RequestAborted);
        await ShowAsync("rename", outcome.Problem, "Name saved.");
    }

    private async Task ChangePasswordAsync()
    {
        var caller = Http.Caller();
        var outcome = await desk.ChangePasswordAsync(caller, Password?.Current ?? "", Password?.Next ?? "", Password?.Again ?? "", Http.RequestAborted);
        if (outcome.IsDone)
            await signIn.RenewAsync(caller.PersonId!.Value, Http.RequestAborted);
        await ShowAsync("password", outcome.Problem, "Password changed. Other devices are signed out.");
    }

    private async Task CreateTokenAsync()
    {
        var outcome = await tokens.CreateAsync(Http.Caller(), Token?.Name ?? "", Token?.Days ?? 0, Http.RequestAborted);
        NewToken = outcome.Value;
        await ShowAsync("token", outcome.Problem, null);
    }

    private async Task RevokeAsync(int tokenId)
    {
        var outcome = await tokens.RevokeAsync(Http.Caller(), tokenId, Http.RequestAborted);
        await ShowAsync("revoke", outcome.Problem, "Token revoked. Programs that use it are refused from now on.");
    }

    private Task ShowAsync(string form, Problem? problem, string? said)
    {
        (Refusal, Said) = problem is null ? (((string, Problem)?)null, said) : ((form, problem), null);
        return ReadAsync();
    }

    private string? ProblemOf(string form, string field) =>
        Refusal is { } refusal && refusal.Form == form && refusal.Problem.Field == field ? refusal.Problem.Message : null;

    public sealed class RenameInput
    {
        public string? Name { get; set; }
    }

    public sealed class PasswordInput
    {
        public string? Current { get; set; }

        public string? Next { get; set; }

        public string? Again { get; set; }
    }

    public sealed class TokenInput
    {
        public string? Name { get; set; }

        public int Days { get; set; }
    }
}
