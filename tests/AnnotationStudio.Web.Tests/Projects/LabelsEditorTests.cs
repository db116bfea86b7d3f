using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using Bunit;

namespace AnnotationStudio.Web.Tests.Projects;

public sealed class LabelsEditorTests : BunitContext
{
    [Fact]
    public void Paste_Names_AddsTheNewOnesAndKeepsTheOld()
    {
        List<LabelDraft> labels = [new LabelDraft { Id = 7, Name = "roads" }, new LabelDraft()];
        var editor = Editor(labels);

        Paste(editor, "Roads\nwater\n noise ");

        Assert.Equal(["roads", "water", "noise"], labels.Select(label => label.Name));
        Assert.Equal([7, null, null], labels.Select(label => label.Id));
    }

    [Fact]
    public void Paste_LinesAndCommasMixed_PartsAtBoth()
    {
        List<LabelDraft> labels = [];
        var editor = Editor(labels);

        Paste(editor, "roads, water\r\nnoise,\nparks");

        Assert.Equal(["roads", "water", "noise", "parks"], labels.Select(label => label.Name));
    }

    [Fact]
    public void Paste_Json_TakesAliasesParentsAndColours()
    {
        List<LabelDraft> labels = [new LabelDraft { Id = 7, Name = "cnn" }];
        var editor = Editor(labels);

        Paste(editor, """[{"name":"cnn","aliases":["convnet"],"parents":["vision"],"color":"#5b7ae4"},{"name":"vision"}]""");

        var input = labels[0].ToInput();
        Assert.Equal((7, "#5b7ae4"), (input.Id, input.Color));
        Assert.Equal(["convnet"], input.Aliases!);
        Assert.Equal(["vision"], input.Parents!);
        Assert.Equal(2, labels.Count);
    }

    [Fact]
    public void Paste_BrokenJson_SaysSoAndChangesNothing()
    {
        List<LabelDraft> labels = [new LabelDraft { Name = "roads" }];
        var editor = Editor(labels);

        Paste(editor, "[{");

        Assert.Contains("not valid JSON", editor.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Single(labels);
    }

    [Fact]
    public void Render_Refused_ShowsTheReasonAtItsRowEvenWhenItIsFilteredOut()
    {
        var labels = Enumerable.Range(0, 40).Select(at => new LabelDraft { Name = $"label {at}" }).ToList();
        var editor = Render<LabelsEditor>(given => given.Add(it => it.Labels, labels).Add(it => it.Problems, [Problem.Invalid("labels[33].hotkey", "The key 1 stands for two labels.")]));

        editor.Find("input[type=search]").Input("label 1");

        var row = Assert.Single(editor.FindAll("li"), row => row.QuerySelector("[role=alert]") is not null);
        Assert.Equal("label 33", row.QuerySelector("input")!.GetAttribute("value"));
    }

    [Fact]
    public void Move_Down_ChangesTheOrder()
    {
        List<LabelDraft> labels = [new LabelDraft { Name = "roads" }, new LabelDraft { Name = "water" }];
        var editor = Editor(labels);

        editor.Find("[aria-label='Move roads down']").Click();

        Assert.Equal(["water", "roads"], labels.Select(label => label.Name));
    }

    private IRenderedComponent<LabelsEditor> Editor(List<LabelDraft> labels) => Render<LabelsEditor>(given => given.Add(editor => editor.Labels, labels));

    private static void Paste(IRenderedComponent<LabelsEditor> editor, string text)
    {
        editor.Find("[aria-expanded=false]").Click();
        editor.Find("#paste-labels").Change(text);
        editor.Find(".paste .primary").Click();
    }
}
