using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Accounts;

/// <summary>At start, on a database without people: makes the admin that the settings name, or prints the code to set one up.</summary>
internal sealed class FirstAdminStart(FirstAdmin first, IOptions<BootstrapOptions> bootstrap, IServer server) : IHostedLifecycleService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var (email, password) = (bootstrap.Value.AdminEmail, bootstrap.Value.AdminPassword);
        if (string.IsNullOrEmpty(email) && string.IsNullOrEmpty(password) || !await first.IsMissingAsync(cancellationToken))
            return;
        if (string.IsNullOrEmpty(email) || string.IsNullOrEmpty(password))
            throw new StudioStartException("Bootstrap: give both Bootstrap__AdminEmail and Bootstrap__AdminPassword, or neither.");
        var made = await first.MakeAsync(new NewPerson(email, Role.Admin, password), cancellationToken);
        if (!made.IsDone)
            throw new StudioStartException($"Bootstrap__Admin{(made.Problem.Field == "email" ? "Email" : "Password")}: {made.Problem.Message}");
    }

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!await first.IsMissingAsync(cancellationToken))
            return;
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(url => url.StartsWith("http", StringComparison.Ordinal) && !url.Contains("unix:", StringComparison.Ordinal));
        await Console.Out.WriteLineAsync($"Set-up code: {first.Code}  open {address ?? "this server"}/set-up");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
