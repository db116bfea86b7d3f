using AnnotationStudio.Data;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;
using Bunit;

namespace AnnotationStudio.Web.Tests.Projects;

public sealed class StrategyChoiceTests : BunitContext
{
    [Fact]
    public void Words_EveryStrategyAndAddition_HasSome()
    {
        Assert.All(QueryStrategyNames.All, name => Assert.NotEmpty(StrategyWords.Of(name).Sentence));
        Assert.All(QueryStrategyNames.Additions, name => Assert.NotEmpty(StrategyWords.OfAddition(name).Sentence));
    }

    [Theory]
    [InlineData("default", true)]
    [InlineData("margin+balanced+novel", true)]
    [InlineData("Margin", false)]
    [InlineData("margin+margin", false)]
    [InlineData("margin+novel+novel", false)]
    [InlineData("", false)]
    public void Fault_Name_IsFoundWhereTheEngineHasNoSuchStrategy(string strategy, bool isKnown) =>
        Assert.Equal(isKnown, StrategyWords.Fault(strategy) is null);

    [Fact]
    public void Choose_StrategyThenAdditions_GivesOneNameWhateverTheOrder()
    {
        var settings = new ProjectSettings();
        var choice = Render<StrategyChoice>(parameters => parameters
            .Add(form => form.Settings, settings)
            .Add(form => form.SettingsChanged, changed => settings = changed));

        choice.Find("select").Change("margin");
        Set("novel");
        Set("balanced");

        Assert.Equal("margin+balanced+novel", settings.Strategy);
        Assert.Contains(StrategyWords.Of("margin").Sentence, choice.Markup, StringComparison.Ordinal);

        void Set(string addition)
        {
            choice.Render(parameters => parameters.Add(form => form.Settings, settings));
            choice.FindAll("input[type=checkbox]")[QueryStrategyNames.Additions.ToList().IndexOf(addition)].Change(true);
            choice.Render(parameters => parameters.Add(form => form.Settings, settings));
        }
    }

    [Fact]
    public void Offer_SingleLabelProject_LeavesOutWhatIsForSeveralLabels()
    {
        var single = Render<StrategyChoice>(parameters => parameters.Add(form => form.Settings, new ProjectSettings()));
        var multi = Render<StrategyChoice>(parameters => parameters.Add(form => form.Settings, new ProjectSettings()).Add(form => form.IsMulti, true));

        Assert.Equal(QueryStrategyNames.All.Count, multi.FindAll("option").Count);
        Assert.DoesNotContain("max-loss", single.FindAll("option").Select(option => option.GetAttribute("value")));
    }
}
