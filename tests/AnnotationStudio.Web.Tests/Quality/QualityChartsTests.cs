using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Features.Quality;
using Bunit;

namespace AnnotationStudio.Web.Tests.Quality;

public sealed class QualityChartsTests : BunitContext
{
    private static readonly QualityPerson Priya = new(1, "Priya <b>");
    private static readonly QualityLabel[] Labels = [new("roads", "", 0), new("water, hot", "", 1)];

    [Fact]
    public void Trend_FewItems_IsARingThatNoLineJoins()
    {
        var charts = Charts(Period(2, 40, .8), Period(3, 5, .2), Period(4, 40, .7));

        var drawing = charts.Find("[data-chart=agreement-over-time] svg.plot");
        Assert.Single(drawing.QuerySelectorAll("circle.out"));
        Assert.Equal(2, drawing.QuerySelectorAll("path.curve").Length);
        Assert.Contains("too few to judge", drawing.QuerySelectorAll("title")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_OpenTheirItems_WithinTheFilterThatIsShown()
    {
        var charts = Charts(Period(2, 40, .8));

        var link = charts.Find("[data-chart=labels-over-time] svg a").GetAttribute("href");
        Assert.Equal("projects/3/quality?from=2026-03-02&to=2026-03-02&given=roads&batch=9&show=all#disagreements", link);
        Assert.Equal("projects/3/quality?from=2026-03-02&to=2026-03-02&person=1&batch=9&show=all#disagreements", charts.Find("[data-chart=pace] svg a").GetAttribute("href"));
        Assert.Equal("projects/3/quality?from=2026-03-01&person=1&given=roads&batch=9&show=all#disagreements", charts.FindAll("[data-chart=labels-by-person] svg a").First(a => a.GetAttribute("aria-label")!.StartsWith("Priya", StringComparison.Ordinal)).GetAttribute("href"));
    }

    [Fact]
    public void AsATable_Pressed_ShowsTheFiguresAndHidesTheDrawing()
    {
        var charts = Charts(Period(2, 40, .8));

        charts.Find("[data-chart=agreement-over-time] button").Click();

        var card = charts.Find("[data-chart=agreement-over-time]");
        Assert.Equal("true", card.QuerySelector("button")!.GetAttribute("aria-pressed"));
        Assert.Contains("0.80", card.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(card.QuerySelector("[hidden] svg.plot"));
    }

    [Fact]
    public void Csv_Figures_AreThoseOfTheDrawing()
    {
        var charts = Charts(Period(2, 40, .8));

        Assert.Equal("from,to,items,alpha,low,high\n2026-03-02,2026-03-02,40,0.8,0.7,0.9", charts.Find("[data-chart=agreement-over-time] [data-csv]").TextContent);
        Assert.Contains("\"water, hot\",10", charts.Find("[data-chart=labels-over-time] [data-csv]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_InADrawing_AreText() => Assert.Contains("Priya &lt;b&gt;", Charts(Period(2, 40, .8)).Find("[data-chart=pace] svg.plot").InnerHtml, StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-03-02", "2026-03-20", "day", 19)]
    [InlineData("2026-03-04", "2026-04-05", "week", 5)]
    [InlineData("2025-01-15", "2026-03-20", "month", 15)]
    public void Periods_BySpan_AreFewEnoughToRead(string first, string last, string unit, int count)
    {
        var periods = Periods.Between(VoteFilter.Day(first)!.Value, VoteFilter.Day(last)!.Value);

        Assert.Equal((unit, count), (periods.Unit, periods.All.Count));
        Assert.Equal((0, count - 1), (periods.Of(VoteFilter.Day(first)!.Value), periods.Of(VoteFilter.Day(last)!.Value)));
        Assert.All(periods.All.Zip(periods.All.Skip(1)), pair => Assert.Equal(pair.First.To.AddDays(1), pair.Second.From));
    }

    private static PeriodLine Period(int day, int items, double alpha) => new(
        new DateOnly(2026, 3, day), new DateOnly(2026, 3, day), 30, 6, items, AgreementFigure.Of(new Interval(alpha, alpha - .1, alpha + .1)), [20, 10], [new PersonCount(30, 6)]);

    private IRenderedComponent<QualityCharts> Charts(params PeriodLine[] periods) => Render<QualityCharts>(given => given
        .Add(charts => charts.Activity, new ActivityView("day", periods, [new PersonLabels(Priya, 30, [20, 10])]))
        .Add(charts => charts.Labels, Labels)
        .Add(charts => charts.Addresses, new QualityAddresses(3, new QualityQuery { From = "2026-03-01", Batch = 9 })));
}
