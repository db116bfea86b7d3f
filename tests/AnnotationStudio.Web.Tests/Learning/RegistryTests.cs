using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Learning;

public sealed class RegistryTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Round_Done_NamesExactlyTheAnnotationsItUsed()
    {
        using var scene = await LearningScene.MakeAsync(_host, audit: 60);
        await scene.RoundAsync(0, 200);
        // Labels that come later, and another answer to an item that was learned from, change nothing about what v2 used.
        await scene.Project.LabelAsync(scene.Project.Items.Skip(100).Take(150));
        var version = await scene.VersionAsync(2);

        var cut = await scene.GetAsync("models/2/annotations");
        var sequences = cut.GetProperty("annotations").EnumerateArray().Select(one => one.GetInt64()).ToList();
        var used = await scene.ReadAsync(db => db.Annotations.Where(row => sequences.Contains(row.Sequence)).Include(row => row.Item).ToListAsync());

        Assert.Equal(version.DataHash, cut.GetProperty("hash").GetString());
        Assert.Equal(sequences.Order(), sequences);
        Assert.All(sequences, sequence => Assert.InRange(sequence, 1, version.DataCut));
        Assert.Equal(version.TrainedItems, used.Select(row => row.ItemId).Distinct().Count());
        Assert.Equal(140, version.TrainedItems + version.NearAudit);
        Assert.All(used, row => Assert.False(row.Item!.IsAudit));
        var counted = version.LabelIds.ConvertAll(label => used.Count(row => row.Labels.Contains(label)));
        Assert.Equal(counted, version.LabelCounts);
    }

    [Fact]
    public async Task Round_SameDataAndSeed_GivesTheSameArtifact()
    {
        using var scene = await LearningScene.MakeAsync(_host);
        await scene.RoundAsync(0, 80, ModelTier.Regression);
        var first = await scene.VersionAsync(2);
        var store = _host.Services.GetRequiredService<StudioStore>();
        var again = await store.WriteAsync(
            db =>
            {
                var run = new TrainingRun { ProjectId = scene.Project.Id, Tier = ModelTier.Regression, Seed = first.Seed, CreatedAt = TimeProvider.System.GetUtcNow() };
                db.TrainingRuns.Add(run);
                db.SaveChanges();
                return run.Id;
            },
            CancellationToken.None);
        _host.Services.GetRequiredService<StudioEvents>().Publish(Happening.RunChanged, scene.Project.Id);
        await Eventually.BecomesAsync(() => scene.ReadAsync(db => db.TrainingRuns.SingleAsync(row => row.Id == again)), row => row.State == RunState.Succeeded);

        var second = await scene.VersionAsync(3);

        Assert.Equal((first.ArtifactHash, first.FeaturesHash, first.DataHash), (second.ArtifactHash, second.FeaturesHash, second.DataHash));
    }

    [Fact]
    public async Task Round_Done_MeasuresSpeedAndKeepsTheGatesNumbers()
    {
        using var scene = await LearningScene.MakeAsync(_host, audit: 60);
        await scene.RoundAsync(0, 200);
        await scene.RoundAsync(200, 300);

        var model = (await scene.GetAsync("models")).EnumerateArray().First();
        var decision = (await scene.GetAsync("models/3/decisions")).EnumerateArray().Single();

        Assert.Equal(3, model.GetProperty("version").GetInt32());
        Assert.True(model.GetProperty("itemsPerSecond").GetDouble() > 1);
        Assert.True(model.GetProperty("latencyMilliseconds").GetDouble() > 0);
        Assert.Equal(60, decision.GetProperty("gate").GetProperty("comparison").GetProperty("items").GetInt32());
        Assert.Equal("judged", decision.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Retire_ThenPromote_IsRefusedUntilRestored()
    {
        using var scene = await LearningScene.MakeAsync(_host);
        await scene.RoundAsync(0, 120);
        Assert.Equal(2, await scene.ChampionAsync());

        using var champion = await scene.PostAsync("models/2/retire", new { reason = "slow" });
        using var unsaid = await scene.PostAsync("models/1/retire", new { reason = " " });
        using var baseline = await scene.PostAsync("models/1/retire", new { reason = "old names" });
        await scene.RoundAsync(120, 160, ModelTier.Rules);
        using var retired = await scene.PostAsync("models/3/retire", new { reason = "old names" });
        using var refused = await scene.PostAsync("models/3/promote", new { reason = "try it" });
        using var restored = await scene.PostAsync("models/3/restore", new { reason = "a mistake" });
        using var promoted = await scene.PostAsync("models/3/promote", new { reason = "try it" });

        Assert.Equal(HttpStatusCode.Conflict, champion.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        // v2 climbed provisionally, and falls back on v1.
        Assert.Equal(HttpStatusCode.Conflict, baseline.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, retired.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Restore it first", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, restored.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, promoted.StatusCode);
        Assert.Equal(3, await scene.ChampionAsync());
    }

    [Fact]
    public async Task Promote_OlderVersion_IsARollBackWithItsReason()
    {
        using var scene = await LearningScene.MakeAsync(_host);
        await scene.RoundAsync(0, 120);

        using var answer = await scene.PostAsync("models/1/promote", new { reason = "v2 takes noise for roads" });
        var decision = (await scene.GetAsync("models/1/decisions")).EnumerateArray().First();

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(1, await scene.ChampionAsync());
        Assert.Equal("rolledBack", decision.GetProperty("kind").GetString());
        Assert.Equal("Rolled back from v2 to v1 by hand: v2 takes noise for roads", decision.GetProperty("words").GetString());
    }

    [Fact]
    public async Task Registry_SomebodyWhoDoesNotLead_IsRefused()
    {
        using var scene = await LearningScene.MakeAsync(_host);
        using var stranger = await _host.ClientOfAsync(await _host.AddPersonAsync(Role.Lead));

        foreach (var path in new[] { "models", "ladder", "models/1/card", "models/1/export", "models/1/annotations", "models/1/decisions", "models/compare?baseline=1&challenger=2" })
            using (var answer = await stranger.GetAsync($"/api/v1/projects/{scene.Project.Id}/{path}"))
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var retire = await stranger.PostAsJsonAsync($"/api/v1/projects/{scene.Project.Id}/models/1/retire", new { reason = "mine" });
        Assert.Equal(HttpStatusCode.NotFound, retire.StatusCode);
    }

    [Fact]
    public async Task Champion_ArtifactCutShort_LastGoodServesAfterARestartAndThePageSaysSo()
    {
        using var first = new StudioHost { KeepsFolder = true };
        int projectId;
        Person admin;
        string hash;
        using (var scene = await LearningScene.MakeAsync(first))
        {
            await scene.RoundAsync(0, 120);
            projectId = scene.Project.Id;
            hash = (await scene.VersionAsync(2)).ArtifactHash;
            admin = await first.AddPersonAsync(Role.Admin);
        }

        await first.DisposeAsync();
        await using (var file = File.OpenWrite(Path.Combine(first.Folder, "models", hash + ".bin")))
            file.SetLength(file.Length / 2);
        using var second = new StudioHost { Folder = first.Folder };
        using var client = await second.ClientOfAsync(admin);
        using var browser = await second.SignedInAsync(admin.Email!);

        using var predicted = await client.PostAsJsonAsync($"/api/v1/projects/{projectId}/predict", new { texts = new[] { "A pothole in the road." } });
        using var named = await client.PostAsJsonAsync($"/api/v1/projects/{projectId}/models/2/promote", new { reason = "again" });
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/projects/{projectId}/models"));

        Assert.Equal(HttpStatusCode.OK, predicted.StatusCode);
        Assert.Equal(1, (await predicted.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("modelVersion").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, named.StatusCode);
        Assert.Contains("v2 cannot serve: its file is damaged", page, StringComparison.Ordinal);
        Assert.Contains("v1 serves instead", page, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();
}
