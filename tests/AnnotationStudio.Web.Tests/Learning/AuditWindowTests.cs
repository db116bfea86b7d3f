using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Learning;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class AuditWindowTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Read_MoreAuditItemsThanTheTarget_JudgesByTheLastOnesAndCountsAll()
    {
        var project = await SampleProject.CreateAsync(_host, new SettingsInput(RetrainAfter: 100_000, AuditTarget: 10), audit: 25);
        await project.LabelAsync(project.Items.Skip(10).Take(15));
        await project.LabelAsync(project.Items.Skip(3).Take(4));

        await using var db = await _host.Services.GetRequiredService<StudioStore>().ReadAsync(TestContext.Current.CancellationToken);
        var items = LabelledItems.Read(db, project.Id);

        Assert.Equal(19, items.AuditAnswered);
        Assert.Equal(project.Items.Skip(3).Take(4).Concat(project.Items.Skip(19).Take(6)), items.Audit.Select(item => item.Item));
        Assert.Equal(25, items.Reserved.Count);
        Assert.Empty(items.Training);
    }

    public void Dispose() => _host.Dispose();
}
