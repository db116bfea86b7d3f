using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Tests.Host;

public sealed class AppSettingsTests
{
    [Fact]
    public void Shipped_AreValid()
    {
        using var host = new StudioHost();

        Assert.Equal(host.Folder, host.Services.GetRequiredService<IOptions<StudioOptions>>().Value.DataFolder);
        Assert.Equal(2_000, host.Services.GetRequiredService<IOptions<LearningOptions>>().Value.QueueLength);
    }

    [Fact]
    public void OutOfRange_StopsTheStartAndNamesTheKey()
    {
        using var host = new StudioHost();
        using var wrong = host.WithWebHostBuilder(builder => builder.UseSetting("Learning:QueueLength", "1"));

        var exception = Assert.ThrowsAny<Exception>(() => wrong.Services);

        Assert.Contains("QueueLength", exception.ToString(), StringComparison.Ordinal);
    }
}
