using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Host;

public sealed class DemoTests
{
    [Fact]
    public async Task Demo_EmptyFolder_HasPeopleAndAProjectUnderWay()
    {
        using var plain = new StudioHost();
        using var host = plain.WithWebHostBuilder(builder => builder.UseSetting("Demo:Enabled", "true"));

        await using var db = await host.Services.GetRequiredService<StudioStore>().ReadAsync(CancellationToken.None);

        var project = await db.Projects.Include(row => row.Members).SingleAsync();
        Assert.Equal(480, project.ItemCount);
        Assert.InRange(project.LabelledCount, 140, 170);
        Assert.Equal(3, project.Members.Count);
        Assert.Equal([Role.Admin, Role.Lead, Role.Annotator, Role.Annotator], await db.People.OrderBy(person => person.Id).Select(person => person.Role).ToListAsync());
    }
}
