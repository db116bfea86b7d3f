using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Features.Quality;
using Bunit;

namespace AnnotationStudio.Web.Tests.Quality;

public sealed class HeatTests : BunitContext
{
    private static readonly QualityPerson Priya = new(1, "Priya");
    private static readonly QualityPerson Tomas = new(2, "Tomás");
    private static readonly QualityPerson Mei = new(3, "Mei");

    [Fact]
    public void PairHeat_FewSharedItems_AreHatchedAndNeverColoured()
    {
        var heat = Pairs(Pair(Priya, Tomas, 64, 5), Pair(Priya, Mei, 9, 1));

        var few = heat.FindAll("td.few");
        Assert.Equal(2, few.Count);
        Assert.All(few, cell => Assert.False(cell.HasAttribute("style")));
        Assert.Contains("too few to judge", few[0].GetAttribute("title"), StringComparison.Ordinal);
        Assert.Equal(2, heat.FindAll("td[style]").Count);
    }

    [Fact]
    public void PairHeat_EachCell_OpensItsDisagreementsByAName()
    {
        var links = Pairs(Pair(Priya, Tomas, 64, 5)).FindAll("td a");

        Assert.All(links, link => Assert.Equal("1,2", link.GetAttribute("href")));
        Assert.Equal("Priya and Tomás: kappa 0.81, 95 %: 0.70–0.90; 64 shared items; 5 disagreements to read", links[0].GetAttribute("aria-label"));
    }

    [Fact]
    public void PairHeat_NothingToRead_IsNoLink() => Assert.Empty(Pairs(Pair(Priya, Tomas, 64, 0)).FindAll("td a"));

    [Fact]
    public void PairHeat_ManyPeople_ShowsThoseWhoShareMostAndSaysSo()
    {
        var people = Enumerable.Range(1, 14).Select(id => new QualityPerson(id, $"P{id:00}")).ToList();
        var heat = Pairs([.. people.Skip(1).Select(person => Pair(people[0], person, 20 + person.Id, 1))]);

        Assert.Equal(12, heat.FindAll("tbody tr").Count);
        Assert.DoesNotContain("P02", heat.Markup, StringComparison.Ordinal);
        Assert.Contains("of 14", heat.Markup, StringComparison.Ordinal);
    }

    private static PairLine Pair(QualityPerson first, QualityPerson second, int shared, int disagreements) =>
        new(first, second, shared, shared - disagreements, AgreementFigure.Of(new Interval(.81, .7, .9)), disagreements);

    private IRenderedComponent<PairHeat> Pairs(params PairLine[] pairs) => Render<PairHeat>(given => given
        .Add(heat => heat.Pairs, pairs)
        .Add(heat => heat.AddressOf, pair => $"{pair.First.Id},{pair.Second.Id}"));
}
