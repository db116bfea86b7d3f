using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AnnotationStudio.Load;
using AnnotationStudio.Web.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace AnnotationStudio.Web.Tests.Host;

/// <summary>A start that cannot succeed, as whoever typed the command sees it: one line, exit code 1.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studio-start-").FullName;

    [Theory]
    [InlineData("Bootstrap__AdminPassword", "short", "Bootstrap__AdminPassword: Choose a password of at least 12 characters")]
    [InlineData("Studio__TrainingThreads", "99", "The settings are wrong. ")]
    [InlineData("Learning__QueueLength", "many", "The settings are wrong. Failed to convert configuration value 'many' at 'Learning:QueueLength'")]
    [InlineData("Urls", "localhost", "Urls: Invalid url: 'localhost'.")]
    public async Task Serve_WrongSetting_SaysWhich(string key, string value, string expected) => AssertOneLine(
        expected, await RunAsync(("Bootstrap__AdminEmail", "admin@example.org"), ("Bootstrap__AdminPassword", "a long enough password 7"), (key, value)));

    [Fact]
    public async Task Serve_PortTaken_SaysWhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var ended = await RunAsync(("Urls", $"http://{listener.LocalEndpoint}"));

        AssertOneLine($"Failed to bind to address http://{listener.LocalEndpoint}: address already in use. Stop what listens there", ended);
    }

    [Fact]
    public async Task Serve_FolderThatCannotBeMade_NamesIt()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        var ended = await RunAsync(("Studio__DataFolder", Path.Combine(file, "data")));

        AssertOneLine($"The data folder {file}", ended);
    }

    [Fact]
    public async Task Serve_FolderOfAnotherServer_SaysSo()
    {
        using var other = new StudioHost();
        _ = other.Services;

        var ended = await RunAsync(("Studio__DataFolder", other.Folder));

        AssertOneLine($"Another AnnotationStudio already works in {other.Folder}.", ended);
    }

    [Fact]
    public async Task Start_AfterACrash_ClearsWhatWasHalfWrittenAndKeepsEveryModel()
    {
        using (var first = new StudioHost { Folder = _folder, KeepsFolder = true })
            await SampleProject.CreateAsync(first);
        var models = Directory.GetFiles(Path.Combine(_folder, "models"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "models", "abc.tmp"), "half a mod");

        using var second = new StudioHost { Folder = _folder, KeepsFolder = true };
        _ = second.Services;

        Assert.NotEmpty(models);
        Assert.Equal(models.Order(), Directory.GetFiles(Path.Combine(_folder, "models")).Order());
    }

    [Fact]
    public async Task Serve_NewerDatabase_LeavesItAlone()
    {
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "studio.db")};Pooling=false"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE __EFMigrationsHistory (MigrationId TEXT PRIMARY KEY, ProductVersion TEXT NOT NULL);
                INSERT INTO __EFMigrationsHistory VALUES ('29991231000000_FromTheFuture', '99.0.0')
                """;
            await command.ExecuteNonQueryAsync();
        }

        var ended = await RunAsync();

        AssertOneLine($"The database {Path.Combine(_folder, "studio.db")} was written by a newer AnnotationStudio.", ended);
    }

    [Fact]
    public async Task Serve_FileThatIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "studio.db"), new string('x', 5_000));

        var ended = await RunAsync();

        AssertOneLine($"The database {Path.Combine(_folder, "studio.db")} cannot be opened:", ended);
    }

    [Fact]
    public void Explain_SettingsThatAreNoJson_NamesFileAndLine()
    {
        var file = Path.Combine(_folder, "appsettings.json");
        File.WriteAllText(file, "{\n  \"Urls\": \n}");
        var exception = Assert.ThrowsAny<Exception>(() => new ConfigurationBuilder().AddJsonFile(file).Build());

        var line = StartFailure.Explain(exception);

        Assert.StartsWith($"Failed to load configuration from file '{file}'.", line, StringComparison.Ordinal);
        Assert.Contains("LineNumber: 2", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Explain_WhatNobodyForesaw_IsSeenWhole() => Assert.Null(StartFailure.Explain(new InvalidOperationException("a mistake in the program")));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertOneLine(string expected, (int Code, string Output, string Errors) ended)
    {
        Assert.Equal(1, ended.Code);
        Assert.StartsWith(expected, ended.Errors, StringComparison.Ordinal);
        Assert.Single(ended.Errors.Trim().Split('\n'));
        Assert.DoesNotContain("   at ", ended.Output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params (string Key, string Value)[] settings)
    {
        Assert.SkipWhen(StudioServer.Find() is null, "The server's own build is not beside the tests: build src/AnnotationStudio.Web.");
        var start = new ProcessStartInfo("dotnet", [StudioServer.Find()!]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["Studio__DataFolder"] = _folder;
        start.Environment["Urls"] = "http://127.0.0.1:0";
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
