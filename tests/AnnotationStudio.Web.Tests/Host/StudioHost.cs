using System.Net.Http.Headers;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Host;

/// <summary>The real host on a real SQLite file in a folder of its own, gone afterwards.</summary>
public sealed class StudioHost : WebApplicationFactory<Program>
{
    public const string Password = "a long enough password 7";

    public string Folder { get; init; } = Directory.CreateTempSubdirectory("studio-test-").FullName;

    /// <summary>Leaves the folder, for another host that starts where this one stopped.</summary>
    public bool KeepsFolder { get; init; }

    /// <summary>Further services, or others in place of the host's own.</summary>
    public Action<IServiceCollection>? Further { get; init; }

    /// <summary>The time that the host lives in, where a test turns the clock by hand.</summary>
    public TimeProvider? Clock { get; init; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseSetting("Studio:DataFolder", Folder);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        if (Further is not null)
            builder.ConfigureServices(Further);
        if (Clock is not null)
            builder.ConfigureServices(services => services.AddSingleton(Clock));
    }

    /// <summary>A new person with this role, who can sign in with <see cref="Password"/>.</summary>
    public async Task<Person> AddPersonAsync(Role role, string? email = null)
    {
        await using var scope = Services.CreateAsyncScope();
        email ??= $"{Guid.NewGuid():N}@example.org";
        var person = new Person { UserName = email, Email = email, DisplayName = email.Split('@')[0], Role = role };
        var result = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().CreateAsync(person, Password);
        Assert.True(result.Succeeded, string.Join("; ", result.Errors.Select(error => error.Description)));
        return person;
    }

    /// <summary>A client that carries a token of the person.</summary>
    public async Task<HttpClient> ClientOfAsync(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var token = await Services.GetRequiredService<TokenRegister>().IssueAsync(person.Id, "test", TimeSpan.FromDays(1), CancellationToken.None);
        var client = CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        for (var tries = 10; !KeepsFolder && Directory.Exists(Folder); tries--)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (IOException) when (tries > 1)
            {
                // A page that is just closing opened the database once more.
            }
        }
    }
}
