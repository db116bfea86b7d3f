using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>Static: it sets a cookie, which a circuit cannot.</summary>
public sealed partial class SignInPage(SignInDesk desk, NavigationManager navigation)
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "sign-in")]
    public SignInInput? Input { get; set; }

    [SupplyParameterFromQuery]
    public string? ReturnUrl { get; set; }

    private string? Refusal { get; set; }

    protected override void OnInitialized()
    {
        if (Input is null && Http.User.Identity is { IsAuthenticated: true })
            navigation.NavigateTo(LocalAddress.Of(ReturnUrl));
    }

    private async Task SignInAsync()
    {
        var address = Http.Connection.RemoteIpAddress?.ToString() ?? "";
        var ending = await desk.SignInAsync(Input?.Email ?? "", Input?.Password ?? "", Input?.Stay ?? false, address, Http.RequestAborted);
        var back = LocalAddress.Of(ReturnUrl);
        switch (ending)
        {
            case SignInEnding.SignedIn:
                navigation.NavigateTo(back);
                break;
            case SignInEnding.MustChangePassword:
                navigation.NavigateTo($"{FirstSteps.NewPasswordPath}?returnUrl={Uri.EscapeDataString(back)}");
                break;
            case SignInEnding.Mismatch:
                Refusal = "Email and password do not match. Try again, or ask an admin for a new password.";
                break;
            case SignInEnding.LockedOut:
                Refusal = "Too many wrong passwords for this account. Wait ten minutes, or ask an admin to set a new one.";
                break;
            case SignInEnding.TooOften:
                Http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                Refusal = "Too many tries from here. Wait a minute, then try again.";
                break;
        }
    }

    public sealed class SignInInput
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public bool Stay { get; set; }
    }
}
