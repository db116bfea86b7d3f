using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>Where somebody comes who signed in with a password that an admin chose.</summary>
public sealed partial class NewPasswordPage(AccountDesk desk, SignInDesk signIn, NavigationManager navigation)
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "new-password")]
    public NewPasswordInput? Input { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    private Problem? Refusal { get; set; }

    private async Task SaveAsync()
    {
        var caller = Http.Caller();
        var outcome = await desk.ReplacePasswordAsync(caller, Input?.Next ?? "", Input?.Again ?? "", Http.RequestAborted);
        if (outcome.IsDone)
        {
            await signIn.RenewAsync(caller.PersonId!.Value, Http.RequestAborted);
            navigation.NavigateTo(LocalAddress.Of(ReturnUrl));
        }

        Refusal = outcome.Problem;
    }

    public sealed class NewPasswordInput
    {
        public string? Next { get; set; }

        public string? Again { get; set; }
    }
}
