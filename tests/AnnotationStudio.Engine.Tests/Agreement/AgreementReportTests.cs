using System.Text.Json;
using AnnotationStudio.Engine.Agreement;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Agreement;

public sealed class AgreementReportTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void FleissKappa_FleissExample_IsAsPublished() => Assert.Equal(.210, FleissKappa.Of(Ratings.Fleiss), .0005);

    [Fact]
    public void Of_Votes_HasTheFiguresOfTheirOwnClasses()
    {
        var votes = Ratings.Krippendorff;

        var report = AgreementReport.Of(votes, new() { Replicates = 160 }, new Random(1), Ct);

        Assert.Equal((12, 11, 4, 41), (report.Items, report.Overlapping, report.Annotators, report.Votes));
        Assert.Equal(KrippendorffAlpha.Of(votes), report.Alpha.Value, 12);
        Assert.Equal(FleissKappa.Of(votes), report.FleissKappa.Value, 12);
        Assert.Equal(GwetAc.Ac1(votes), report.GwetAc1.Value, 12);
        Assert.All([report.Observed, report.Alpha, report.FleissKappa, report.GwetAc1], interval => Assert.True(interval.Low < interval.Value && interval.Value < interval.High));
    }

    [Fact]
    public void Of_EachLabel_IsTheAlphaOfThatLabelAgainstTheRest()
    {
        var votes = Ratings.Drawn(80, 4, 3, .7, new Random(2));

        var report = AgreementReport.Of(votes, new() { Replicates = 160 }, new Random(1), Ct);

        Assert.Equal([0, 1, 2], report.Labels.Select(label => label.Label));
        Assert.All(report.Labels, label => Assert.Equal(KrippendorffAlpha.Of(votes.ForLabel(label.Label)), label.Alpha.Value, 12));
        Assert.Equal(votes.Count, report.Labels.Sum(label => label.Votes));
    }

    [Fact]
    public void Of_SetsOfLabels_HasEachLabelAndEveryDistance()
    {
        var sets = new AnswerSets();
        var random = new Random(7);
        Vote[] cast =
        [
            .. from item in Enumerable.Range(0, 60)
               let truth = Enumerable.Range(0, 3).Where(_ => random.Next(2) == 0).ToArray()
               from person in Enumerable.Range(0, 3)
               select new Vote(item, person, sets.IndexOf(truth.Where(_ => random.NextDouble() < .9))),
        ];
        var votes = Votes.Multi(60, 3, 3, sets, cast);

        var report = AgreementReport.Of(votes, new() { Replicates = 160 }, new Random(1), Ct);

        Assert.Equal(AlphaDistance.Masi, report.Distance);
        Assert.All(report.Labels, label => Assert.Equal(KrippendorffAlpha.Of(votes.ForLabel(label.Label)), label.Alpha.Value, 12));
        Assert.All([AlphaDistance.Masi, AlphaDistance.Jaccard, AlphaDistance.Nominal], distance =>
            Assert.Equal(KrippendorffAlpha.Of(votes, distance), report.Alphas[distance].Value, 12));
        Assert.True(report.Alphas[AlphaDistance.Jaccard].Value > report.Alphas[AlphaDistance.Nominal].Value);
    }

    [Fact]
    public void Of_EverybodyAgrees_DoesNotClaimCertainty()
    {
        var report = AgreementReport.Of(Ratings.Of(2, 0, "0101", "0101"), new(), new Random(1), Ct);

        Assert.Equal(1, report.Alpha.Value);
        Assert.InRange(report.Alpha.Low, .3, .7);
        Assert.Equal(ReliabilityLevel.Unreliable, report.Reliability.Level);
        Assert.Contains("More items", report.Reliability.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoItemWithTwoVotes_SaysWhatToDo()
    {
        var report = AgreementReport.Of(Ratings.Of(2, 0, "01.", "..0"), new(), new Random(1), Ct);

        Assert.Equal((ReliabilityLevel.Unknown, double.NaN), (report.Reliability.Level, report.Observed.Value));
        Assert.Contains("second person", report.Reliability.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(.85, .81, ReliabilityLevel.Reliable)]
    [InlineData(.85, .75, ReliabilityLevel.Tentative)]
    [InlineData(.72, .68, ReliabilityLevel.Tentative)]
    [InlineData(.72, .60, ReliabilityLevel.Unreliable)]
    [InlineData(.40, .35, ReliabilityLevel.Unreliable)]
    public void Reliability_AlphaWithItsInterval_IsTheWordOfItsLowEnd(double value, double low, ReliabilityLevel level) =>
        Assert.Equal(level, Reliability.Of(new(value, low, value + .05), 100).Level);

    [Theory]
    [InlineData("snow_rte")]
    [InlineData("ct_product")]
    [InlineData("ag_news_3annotators")]
    public void Of_CrowdSets_AgreesWithTheReferenceToNineDecimals(string dataset)
    {
        var votes = Crowd.Read(dataset).Votes;
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Datasets.Reference, "agreement.json")));
        var reference = file.RootElement.GetProperty("sets").EnumerateArray().Single(set => set.GetProperty("dataset").GetString() == dataset);

        var report = AgreementReport.Of(votes, new() { Replicates = 160 }, new Random(1), Ct);

        Assert.Equal(reference.GetProperty("items").GetInt32(), report.Items);
        Assert.Equal(reference.GetProperty("labels").GetInt32(), report.Votes);
        Assert.Equal(reference.GetProperty("observed_agreement").GetDouble(), report.Observed.Value, 1e-9);
        Assert.Equal(reference.GetProperty("fleiss_kappa").GetDouble(), report.FleissKappa.Value, 1e-9);
        Assert.Equal(reference.GetProperty("alpha_nominal").GetDouble(), report.Alpha.Value, 1e-9);
        Assert.Equal(reference.GetProperty("mean_pairwise_cohen").GetDouble(), report.CohenKappa.Mean.Value, 1e-9);
        Assert.Equal(reference.GetProperty("pairs").GetInt32(), report.CohenKappa.Counted);
    }
}
