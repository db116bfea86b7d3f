using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>The only page of a server without people.</summary>
public sealed partial class SetUpPage(FirstAdmin first, SignInDesk signIn, NavigationManager navigation)
{
    private static readonly string[] Fields = ["code", "email", "name"];

    [CascadingParameter]
    public HttpContext Http { get; set; } = default!;

    [SupplyParameterFromForm(FormName = "set-up")]
    public SetUpInput? Input { get; set; }

    private Problem? Refusal { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (!await first.IsMissingAsync(Http.RequestAborted))
            navigation.NavigateTo("/sign-in");
    }

    private async Task MakeAsync()
    {
        var address = Http.Connection.RemoteIpAddress?.ToString() ?? "";
        var (email, password) = (Input?.Email ?? "", Input?.Password ?? "");
        var name = string.IsNullOrWhiteSpace(Input?.Name) ? null : Input.Name;
        var made = await first.MakeAsync(Input?.Code ?? "", email, name, password, address, Http.RequestAborted);
        Refusal = made.Problem;
        if (!made.IsDone)
            return;
        await signIn.SignInAsync(email, password, stay: true, address, Http.RequestAborted);
        navigation.NavigateTo("/");
    }

    // What belongs to no field of the form stands under its last one.
    private string? ProblemOf(string field) => Refusal is { } refusal && (Fields.Contains(refusal.Field) ? refusal.Field == field : field == "password") ? refusal.Message : null;

    public sealed class SetUpInput
    {
        public string? Code { get; set; }

        public string? Email { get; set; }

        public string? Name { get; set; }

        public string? Password { get; set; }
    }
}
