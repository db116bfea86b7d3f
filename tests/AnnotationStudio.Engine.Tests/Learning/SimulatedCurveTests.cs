using System.Xml.Linq;
using AnnotationStudio.Engine.Learning;

namespace AnnotationStudio.Engine.Tests.Learning;

public sealed class SimulatedCurveTests
{
    // Random is .1 below margin with seed 0, .2 with seed 1.
    private static readonly SimulationRow[] Rows =
    [
        .. Run("margin", 0, (50, .4), (100, .6), (200, .8)),
        .. Run("margin", 1, (50, .6), (100, .8), (200, 1)),
        .. Run("random", 0, (50, .3), (100, .5), (200, .7)),
        .. Run("random", 1, (50, .4), (100, .6), (200, .8)),
    ];

    [Fact]
    public void Of_TwoSeeds_MeansWithStudentsIntervals()
    {
        var margin = SimulatedCurve.Of(Rows)[0];

        // Seed 0: (50 · .5 + 100 · .7) / 150 = .6333; seed 1: .8333. Two seeds: half width 12.706 · .2/√2 / √2 = 1.2706.
        Assert.Equal([50, 100, 200], margin.Points.Select(point => point.Labels));
        Assert.Equal([.5, .7, .9], margin.Points.Select(point => point.Value.Value), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(.73333, margin.Area.Value, 5);
        Assert.Equal(1.2706, margin.Area.High - margin.Area.Value, 4);
        Assert.Equal(.6333, margin.Areas[0], 4);
    }

    [Fact]
    public void AreaBeyond_SeedBySeed_MeanDifference()
    {
        var curves = SimulatedCurve.Of(Rows);

        // Differences .1 and .2.
        Assert.Equal(.15, curves[0].AreaBeyond(curves[1])!.Value.Value, 9);
        Assert.Null(SimulatedCurve.Of(Rows[..3])[0].AreaBeyond(curves[1]));
    }

    [Fact]
    public void LabelsTo_SmoothedOverThree_FirstThatReaches()
    {
        var margin = SimulatedCurve.Of(Rows)[0];

        // Smoothed: .6, .7, .8.
        Assert.Equal(50, margin.LabelsTo(.6));
        Assert.Equal(200, margin.LabelsTo(.75));
        Assert.Null(margin.LabelsTo(.85));
    }

    [Fact]
    public void Of_RunStoppedEarly_OnlyWhatAllReached()
    {
        var curve = SimulatedCurve.Of(Rows[..5])[0];

        Assert.Equal([50, 100], curve.Points.Select(point => point.Labels));
    }

    [Fact]
    public void Markdown_TwoStrategies_TableWithDifference()
    {
        var text = CurveReport.Markdown(SimulatedCurve.Of(Rows), .6, _ => "c.svg");

        Assert.Contains("![Curves of set &lt;1>](c.svg)", text, StringComparison.Ordinal);
        Assert.Contains("| strategy | tier | seeds | 50 | 100 | 200 | area | beyond random | classes after 50 | labels to 0.6 |", text, StringComparison.Ordinal);
        Assert.Contains("| +0.150 (-0.485 to +0.785) | 3 | 50 |", text, StringComparison.Ordinal);
        Assert.Contains("| random | regression | 2 |", text, StringComparison.Ordinal);
        var cells = text.Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Count(letter => letter == '|')).Distinct();
        Assert.Single(cells);
    }

    [Fact]
    public void Svg_TwoStrategies_IsAPictureOfBoth()
    {
        var svg = XDocument.Parse(CurveChart.Svg(SimulatedCurve.Of(Rows)));

        XNamespace space = "http://www.w3.org/2000/svg";
        Assert.Equal(2, svg.Descendants(space + "polyline").Count());
        Assert.Equal(2, svg.Descendants(space + "polygon").Count());
        Assert.Contains("set <1>", svg.Descendants(space + "title").Single().Value, StringComparison.Ordinal);
        Assert.All(svg.Descendants(space + "polyline").SelectMany(line => line.Attribute("points")!.Value.Split(' ', ',')), number => Assert.InRange(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture), 0, 800));
        Assert.Throws<ArgumentException>(() => CurveChart.Svg([]));
    }

    private static IEnumerable<SimulationRow> Run(string strategy, int seed, params (int Labels, double Value)[] points) =>
        points.Select(point => new SimulationRow("set <1>", strategy, "regression", seed, point.Labels, point.Value, 0, point.Value, 0, 0, 3));
}
