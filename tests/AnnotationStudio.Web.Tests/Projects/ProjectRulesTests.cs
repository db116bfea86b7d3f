using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Projects;

namespace AnnotationStudio.Web.Tests.Projects;

public sealed class ProjectRulesTests
{
    [Fact]
    public void Check_MuchIsWrong_SaysAllOfIt()
    {
        var input = new NewProject(" ", ProjectTask.Single, [new(""), new("a"), new("A"), new("b", Color: "red")], Settings: new SettingsInput(Overlap: 0, LeaseMinutes: 0));

        var fields = ProjectRules.Check(input).Select(problem => problem.Field);

        Assert.Equal(["name", "labels[0].name", "labels[2].name", "labels[3].color", "settings.overlap", "settings.leaseMinutes"], fields);
    }

    [Fact]
    public void Check_ParentsAndKeys_SaysEach()
    {
        var input = new NewProject("P", ProjectTask.Multi, [new("a", Parents: ["x"], Hotkey: "1"), new("b", Parents: ["y"], Hotkey: "1")]);

        Assert.Equal(["labels[0].parents", "labels[1].parents", "labels[1].hotkey"], ProjectRules.Check(input).Select(problem => problem.Field));
    }
}
