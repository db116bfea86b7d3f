using AnnotationStudio.Web.Features.Mapping;
using Bunit;

namespace AnnotationStudio.Web.Tests.Mapping;

public sealed class MapLegendTests : BunitContext
{
    private static readonly MapView Map = new()
    {
        Labels = [new MapLabel("roads", "", 0, 3, 5), new MapLabel("water", "#123456", 1, 2, 4)],
        IsMulti = false,
        Items = 10,
        AllItems = 12,
        Reserved = 2,
        Labelled = 5,
        WithoutLabel = 0,
        PredictedNone = 1,
        Doubts = [4, 3, 2, 1, 0],
        Stamp = "0",
    };

    [Fact]
    public void Label_Counts_AddUpToTheItems()
    {
        var entries = Legend(MapWay.Label).FindAll("a");

        Assert.Equal(["roads 3", "water 2", "Not labelled 5"], entries.Select(Words));
        Assert.Equal(["only=0", "only=1", "only=255"], entries.Select(entry => entry.GetAttribute("href")));
    }

    [Fact]
    public void Prediction_NoLabelSuggested_HasAnEntry() =>
        Assert.Equal(["roads 5", "water 4", "No label 1"], Legend(MapWay.Prediction).FindAll("a").Select(Words));

    [Fact]
    public void Chosen_SecondClick_ShowsAllAgain()
    {
        var chosen = Legend(MapWay.Uncertainty, "4").Find("a[aria-current]");

        Assert.Equal("only=", chosen.GetAttribute("href"));
        Assert.Contains("Torn", chosen.TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<MapLegend> Legend(MapWay way, string only = "") => Render<MapLegend>(parameters => parameters
        .Add(legend => legend.Map, Map).Add(legend => legend.Way, way).Add(legend => legend.Only, only).Add(legend => legend.AddressOf, kind => $"only={kind}"));

    private static string Words(AngleSharp.Dom.IElement entry) => string.Join(' ', entry.QuerySelectorAll("span").Select(span => span.TextContent));
}
