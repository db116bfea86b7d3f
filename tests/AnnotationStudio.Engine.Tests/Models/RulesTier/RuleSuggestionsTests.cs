using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Models.RulesTier;

public sealed class RuleSuggestionsTests
{
    private static readonly string[] Roads = ["Road up", "The pot hole is deep", "A deep Pot-holes row", "big pot hole near us", "pot hole, deep and big", "kerb broken today", "broken kerbs again", "my kerb is gone"];
    private static readonly string[] Water = ["Water off", "burst pipe 12", "the burst pipes 12", "a burst pipe again 12", "deep row in the pipe", "near us today 12"];
    private static readonly string[] Other = [.. Enumerable.Range(0, 30).Select(at => $"row {at} is deep in x{at}y today")];
    private static readonly List<string> Texts = [.. Roads, .. Water, .. Other];
    private static readonly List<int[]> Truth = [.. Roads.Select(_ => new[] { 0 }), .. Water.Select(_ => new[] { 1 }), .. Other.Select(_ => new[] { 2 })];
    private static readonly LabelSet Labels = LabelSet.Named(LabelTask.Single, "road", "water", "rest");

    [Fact]
    public void Of_TwoLabels_FindsThePhrasesThatTellThemApart()
    {
        var suggestions = Suggest(Labels);

        Assert.Equal([(0, "pot hole", 4), (0, "kerb", 3)], suggestions.Where(it => it.Report.Rule.Label == 0).Select(Short));
        Assert.Equal((1, "pipe", 4), Short(suggestions.First(it => it.Report.Rule.Label == 1)));
        Assert.All(suggestions, suggestion => Assert.Equal(RuleKind.Pattern, suggestion.Report.Rule.Kind));
        Assert.All(suggestions, suggestion => Assert.Null(RulePattern.ProblemOf(suggestion.Report.Rule.Words)));
    }

    [Fact]
    public void Of_WhatARuleFindsAlready_IsNotSuggested()
    {
        var labels = new LabelSet(LabelTask.Single, [new("road", [], []) { Patterns = ["pot hole"] }, new("water", ["pipe"], []), new("rest", ["row"], [])]);

        Assert.Equal([(0, "kerb", 3)], Suggest(labels).Select(Short));
    }

    [Fact]
    public void Of_ChildBringsTheLabel_ParentIsCovered()
    {
        var labels = new LabelSet(LabelTask.Multi, [new("road", [], []), new("water", ["pipe"], []), new("rest", ["row"], []), new("kerb", [], [0])]);

        Assert.Equal(["pot hole"], Suggest(labels).Where(it => it.Report.Rule.Label == 0).Select(it => it.Report.Rule.Words));
    }

    [Fact]
    public void Of_NumbersOnly_AreNeverSuggested() => Assert.DoesNotContain(Suggest(Labels), suggestion => suggestion.Report.Rule.Words.Contains("12", StringComparison.Ordinal));

    [Fact]
    public void Of_Twice_IsTheSame() => Assert.Equal(Suggest(Labels).Select(Short), Suggest(Labels).Select(Short));

    [Fact]
    public void Of_NoItems_IsEmpty() => Assert.Empty(RuleSuggestions.Of(Labels, [], [], 3, TestContext.Current.CancellationToken));

    private static IReadOnlyList<RuleSuggestion> Suggest(LabelSet labels) => RuleSuggestions.Of(labels, Texts, Truth, 3, TestContext.Current.CancellationToken);

    private static (int Label, string Words, int Fresh) Short(RuleSuggestion suggestion) => (suggestion.Report.Rule.Label, suggestion.Report.Rule.Words, suggestion.Fresh);
}
