namespace AnnotationStudio.Web.Tests.Browser;

/// <summary>One browser and one server for all tests of a class; each test has its own project, people and window.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private StudioBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc cref="StudioBrowser.OpenAsync"/>
    public async Task<StudioBrowser> OpenAsync() => _browser ??= await StudioBrowser.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }
}
