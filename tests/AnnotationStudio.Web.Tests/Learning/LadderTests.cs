using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

/// <summary>Further rungs, put on the ladder by one registration each.</summary>
public sealed class LadderTests
{
    [Fact]
    public async Task Challenger_ThatReadsTextsAndWins_ServesAndRanksTheQueue()
    {
        using var host = HostWith(new FakeTier(Tier.Convolution, isWise: true));
        using var scene = await LearningScene.MakeAsync(host, audit: 120);
        await scene.RoundAsync(0, 200);
        Assert.Equal(ModelTier.Regression, (await scene.VersionAsync(2)).Tier);

        var run = await scene.RoundAsync(200, 220, ModelTier.Convolution);
        var version = await scene.ReadAsync(db => db.ModelVersions.OrderByDescending(row => row.Version).FirstAsync(row => row.ProjectId == scene.Project.Id));
        using var predicted = await scene.PostAsync("predict", new { texts = new[] { "The street lamp outside my house is dark." } });

        Assert.Equal(RunState.Succeeded, run.State);
        Assert.Equal((ModelTier.Convolution, true), (version.Tier, version.WasPromoted));
        Assert.Null(version.FeaturesHash);
        Assert.NotNull(version.DataHash);
        Assert.Equal(version.Version, await scene.ChampionAsync());
        Assert.Equal(version.Version, (await predicted.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("modelVersion").GetInt32());
        Assert.True(await scene.ReadAsync(db => db.Queue.AnyAsync(entry => entry.ProjectId == scene.Project.Id && !entry.IsAudit)));
    }

    [Fact]
    public async Task Challenger_BeforeThereAreAuditItems_IsJudgedOutOfFoldAgainstTheChampionsTier()
    {
        using var host = HostWith(new FakeTier(Tier.Convolution, isWise: true));
        using var scene = await LearningScene.MakeAsync(host);
        await scene.RoundAsync(0, 100, ModelTier.Regression);

        await scene.RoundAsync(100, 110, ModelTier.Convolution);
        var version = await scene.VersionAsync(3);
        var gate = (await scene.GetAsync("models/3/decisions"))[0].GetProperty("gate");

        Assert.Equal((true, true), (version.WasPromoted, version.IsProvisional));
        Assert.Equal("outOfFold", gate.GetProperty("evidence").GetString());
        Assert.Equal(version.TrainedItems, gate.GetProperty("comparison").GetProperty("items").GetInt32());
        Assert.Equal(2, (await scene.ReadAsync(db => db.ModelVersions.SingleAsync(row => row.Id == version.BaselineId))).Version);
    }

    [Fact]
    public async Task Challenger_ProjectWithAnObjective_IsComparedByItAndKeptOutByItsLimits()
    {
        using var host = HostWith(new FakeTier(Tier.Convolution, isWise: true));
        using var scene = await LearningScene.MakeAsync(host, audit: 120);
        await scene.SetObjectiveAsync(new { metric = "accuracy", target = .99, leastRecall = .99 });
        await scene.RoundAsync(0, 200);
        await scene.SetObjectiveAsync(new { metric = "accuracy", mostLatencyMilliseconds = 1e-6 });

        await scene.RoundAsync(200, 220, ModelTier.Convolution);
        var slow = (await scene.GetAsync("models/3/decisions"))[0].GetProperty("gate");
        await scene.SetObjectiveAsync(new { metric = "accuracy", target = .99 });
        await scene.RoundAsync(220, 240, ModelTier.Convolution);
        var judged = (await scene.GetAsync("models/4/decisions"))[0].GetProperty("gate");
        var ladder = await scene.GetAsync("ladder");

        Assert.Equal("stayedOut", slow.GetProperty("verdict").GetString());
        Assert.Contains("the limit is", slow.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        Assert.Equal("accuracy", judged.GetProperty("comparison").GetProperty("measure").GetProperty("quantity").GetString());
        Assert.Equal("promoted", judged.GetProperty("verdict").GetString());
        Assert.Equal("accuracy", ladder.GetProperty("metric").GetString());
        Assert.Contains(ladder.GetProperty("rungs").EnumerateArray(), rung => rung.GetProperty("figure") is { ValueKind: JsonValueKind.Object } figure && figure.GetProperty("measure").GetString() == "accuracy");
        Assert.Contains(ladder.GetProperty("advice").EnumerateArray(), sentence => sentence.GetString()!.StartsWith("The objective is reached on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Round_OfLabelsThatAllEqualAuditItems_IsRefusedWithWhatToDo()
    {
        using var host = HostWith(new FakeTier(Tier.Convolution, isWise: true));
        using var scene = await LearningScene.MakeAsync(host, audit: 40, copies: 20);

        var run = await scene.RoundAsync(40, 60);

        Assert.Equal(RunState.Failed, run.State);
        Assert.StartsWith("20 of 20 labelled texts all but equal an audit item.", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, await scene.ChampionAsync());
    }

    [Fact]
    public async Task Round_WithNewLabels_SaysHowFarItAgreesWithTheOneBefore()
    {
        using var host = HostWith(new FakeTier(Tier.Convolution, isWise: true));
        using var scene = await LearningScene.MakeAsync(host);
        await scene.RoundAsync(0, 120, ModelTier.Regression);

        await scene.RoundAsync(120, 160, ModelTier.Regression);
        await scene.RoundAsync(160, 160, ModelTier.Regression);

        Assert.Null((await scene.VersionAsync(2)).Agreement);
        Assert.InRange((await scene.VersionAsync(3)).Agreement!.Value, .3, 1);
        Assert.Null((await scene.VersionAsync(4)).Agreement);
    }

    [Fact]
    public async Task Challenger_ThatLoses_StaysOutAndLeavesTheQueueAlone()
    {
        using var host = HostWith(new FakeTier(Tier.Convolution, isWise: false));
        using var scene = await LearningScene.MakeAsync(host, audit: 120);
        await scene.RoundAsync(0, 300);
        var champion = await scene.ChampionAsync();

        var run = await scene.RoundAsync(300, 302, ModelTier.Convolution);
        var version = await scene.ReadAsync(db => db.ModelVersions.SingleAsync(row => row.Id == run.ModelVersionId));

        Assert.False(version.WasPromoted);
        Assert.Equal(champion, await scene.ChampionAsync());
        Assert.Equal(120, version.LastLookAt);
    }

    [Fact]
    public async Task Training_TierWhoseCheckSaysNo_IsRefusedWithItsReasonAndTheChampionStays()
    {
        using var host = HostWith(new FakeTier(Tier.Convolution, isWise: true, data => data.Items < 1_000 ? TierReadiness.NotYet($"Convolution needs 1,000 labels; there are {data.Items}.") : TierReadiness.Ready));
        using var scene = await LearningScene.MakeAsync(host);
        await scene.RoundAsync(0, 60);
        var champion = await scene.ChampionAsync();

        var run = await scene.RoundAsync(60, 62, ModelTier.Convolution);
        var rung = (await scene.GetAsync("ladder")).GetProperty("rungs").EnumerateArray().Single(one => one.GetProperty("tier").GetString() == "convolution");

        Assert.Equal((RunState.Failed, "Convolution needs 1,000 labels; there are 62."), (run.State, run.Error));
        Assert.Equal(champion, await scene.ChampionAsync());
        Assert.Equal((true, false), (rung.GetProperty("isHere").GetBoolean(), rung.GetProperty("isReady").GetBoolean()));
        Assert.Equal(run.Error, rung.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task DueRound_ChampionThatCannotLearnAndARungThatStayedOut_TriesTheNextAndSaysWhy()
    {
        using var host = HostWith(new FakeTier(Tier.Convolution, isWise: true), worthTryingFrom: 10);
        using var scene = await LearningScene.MakeAsync(host);

        // Twelve items are too few to compare on, so regression stays out.
        var due = await scene.RoundAsync(0, 12);
        var runs = await Eventually.BecomesAsync(
            () => scene.ReadAsync(db => db.TrainingRuns.Where(run => run.ProjectId == scene.Project.Id).OrderBy(run => run.Id).ToListAsync()),
            rows => rows.All(run => run.State is not (RunState.Queued or RunState.Running)));

        Assert.Equal(RunState.Succeeded, due.State);
        Assert.Equal(2, runs.Count);
        Assert.Equal((ModelTier.Convolution, RunState.Succeeded), (runs[1].Tier!.Value, runs[1].State));
        Assert.StartsWith("Tried because rules", runs[1].Reason, StringComparison.Ordinal);
        Assert.Equal(1, await scene.ChampionAsync());
    }

    [Theory]
    [InlineData("gradient boosting", "There is no tier \\\"gradient boosting\\\".")]
    [InlineData("transformer", "Put model.onnx and vocab.txt into data/encoders")]
    [InlineData("blend", "has no blend tier")]
    public async Task Trainings_TierThatCannotBeHad_Answers422AndSaysWhy(string tier, string words)
    {
        using var host = HostWith(new FakeTier(Tier.Transformer, isWise: true, _ => TierReadiness.NotYet("Put model.onnx and vocab.txt into data/encoders/<name>.")));
        using var scene = await LearningScene.MakeAsync(host);

        using var answer = await scene.PostAsync("trainings", new { tier });
        var problem = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(words.Replace("\\\"", "\"", StringComparison.Ordinal), problem, StringComparison.Ordinal);
        Assert.False(await scene.ReadAsync(db => db.TrainingRuns.AnyAsync(run => run.ProjectId == scene.Project.Id)));
    }

    private static StudioHost HostWith(FakeTier tier, int worthTryingFrom = 100_000) => new()
    {
        Further = services =>
        {
            // Rules and regression stay; the fake stands in for all that is above them.
            foreach (var rung in services.Where(service => service.ServiceType == typeof(Rung)).Skip(2).ToList())
                services.Remove(rung);
            services.AddSingleton(new Rung
            {
                Tier = Enum.Parse<ModelTier>(tier.Tier.ToString()),
                Summary = "By heart.",
                Make = _ => tier,
                WorthTryingFrom = worthTryingFrom,
            });
        },
    };
}
