using AnnotationStudio.Web.Components;
using Bunit;

namespace AnnotationStudio.Web.Tests.Components;

public sealed class LearningCurvePlotTests : BunitContext
{
    private static readonly CurvePoint Validated = new(2, "Regression", 50, .51, .35, .65, 50, IsAudit: false, WasPromoted: true);
    private static readonly CurvePoint Audited = new(3, "Regression", 100, .62, .5, .72, 60, IsAudit: true, WasPromoted: true);
    private static readonly CurvePoint KeptOut = new(4, "Regression", 150, .6, .48, .7, 60, IsAudit: true, WasPromoted: false);

    [Fact]
    public void Render_NothingJudged_SaysSo() => Assert.Contains("No curve yet", Plot([]).Markup, StringComparison.Ordinal);

    [Fact]
    public void Render_BothSources_DrawsTwoLinesThatAreNeverJoined()
    {
        var plot = Plot([Validated, Audited, KeptOut]);

        var wide = plot.Find("svg");
        Assert.Single(wide.QuerySelectorAll("path.curve"));
        Assert.Single(wide.QuerySelectorAll("path.curve0"));
        Assert.DoesNotContain('L', wide.QuerySelector("path.curve")!.GetAttribute("d")!);
        Assert.Equal(3, wide.QuerySelectorAll("circle.pt").Length);
        Assert.Single(wide.QuerySelectorAll("circle.pt.out"));
    }

    [Fact]
    public void Render_ForALead_EachDotOpensItsVersion() =>
        Assert.Equal("projects/1/models?version=2", Plot([Validated], "projects/1/models").Find("svg a").GetAttribute("href"));

    [Fact]
    public void Render_ForAnAnnotator_DotsLeadNowhere() => Assert.Null(Plot([Validated]).Find("svg a").GetAttribute("href"));

    [Fact]
    public void Render_AsATable_SaysTheSameInNumbers()
    {
        var plot = Render<LearningCurvePlot>(given => given.Add(plot => plot.Points, [Validated, Audited]).Add(plot => plot.IsTable, true));

        Assert.Equal(["v2", "Regression", "50", "0.51", "0.35–0.65", "cross-validation"], plot.FindAll("tbody tr")[0].Children.Select(cell => cell.TextContent));
        Assert.Equal("60 audit items", plot.FindAll("tbody tr")[1].Children[^1].TextContent);
    }

    [Theory]
    [InlineData(43, 230)]
    [InlineData(7, 7)]
    [InlineData(0, 100_000)]
    public void LabelTicks_AnyRange_AreFewRoundAndInside(int least, int most)
    {
        var scale = new CurveScale([Validated with { Labels = least }, Audited with { Labels = most }], 760, 280, 148);

        var ticks = scale.LabelTicks.ToList();

        Assert.InRange(ticks.Count, 2, 11);
        Assert.All(ticks, tick => Assert.InRange(scale.X(tick), 38, scale.RightEdge));
    }

    private IRenderedComponent<LearningCurvePlot> Plot(CurvePoint[] points, string? link = null) =>
        Render<LearningCurvePlot>(given => given.Add(plot => plot.Points, points).Add(plot => plot.LinkBase, link));
}
