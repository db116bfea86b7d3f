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
}
