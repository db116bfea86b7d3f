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

        var store = host.Services.GetRequiredService<StudioStore>();

        var project = await Eventually.BecomesAsync(
            async () =>
            {
                await using var db = await store.ReadAsync(CancellationToken.None);
                return await db.Projects.Include(row => row.Members).SingleOrDefaultAsync();
            },
            row => row is { LabelledCount: > 50, LabelsSinceTraining: < 50 });
        await using var people = await store.ReadAsync(CancellationToken.None);

        Assert.Equal(480, project!.ItemCount);
        Assert.Equal(3, project.Members.Count);
        Assert.Equal([Role.Admin, Role.Lead, Role.Annotator, Role.Annotator], await people.People.OrderBy(person => person.Id).Select(person => person.Role).ToListAsync());
    }
}
