using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Tests.Host;

namespace AnnotationStudio.Web.Tests.Review;

public sealed class ReviewApiTests : IDisposable
{
    private readonly StudioHost _host = new();

    [Fact]
    public async Task Review_QueueSettleAndTakeBack_OverRest()
    {
        var scene = await ReviewScene.MakeAsync(_host, ProjectTask.Single, "a", "b");
        await scene.SayAsync(0, "roads", "water");
        using var lead = await _host.ClientOfAsync(scene.Project.Lead);
        var address = $"/api/v1/projects/{scene.Project.Id}";

        var queue = await lead.GetFromJsonAsync<JsonElement>($"{address}/review?reason=disputed");
        var row = queue.GetProperty("items")[0];
        Assert.Equal((1, scene.Project.Items[0]), (queue.GetProperty("total").GetInt32(), row.GetProperty("itemId").GetInt64()));
        Assert.Equal(["disputed"], row.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
        Assert.Equal(2, row.GetProperty("votes").GetArrayLength());

        using var settled = await lead.PostAsJsonAsync($"{address}/review/{scene.Project.Items[0]}", new { labels = new[] { "water" }, comment = "pipes" });
        Assert.Equal(HttpStatusCode.Created, settled.StatusCode);
        var key = (await settled.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("key").GetGuid();
        Assert.Equal(0, (await lead.GetFromJsonAsync<JsonElement>($"{address}/review")).GetProperty("total").GetInt32());
        using var wrong = await lead.PostAsJsonAsync($"{address}/review/{scene.Project.Items[0]}", new { labels = new[] { "fire" } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);

        using var undone = await lead.DeleteAsync(new Uri($"{address}/review/settlements/{key}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, undone.StatusCode);
        Assert.Equal(1, (await lead.GetFromJsonAsync<JsonElement>($"{address}/review")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Quality_BeforeASearch_HasNoLabelErrors()
    {
        var scene = await ReviewScene.MakeAsync(_host, ProjectTask.Single, "a");
        using var lead = await _host.ClientOfAsync(scene.Project.Lead);

        var quality = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{scene.Project.Id}/quality");

        Assert.Equal(JsonValueKind.Null, quality.GetProperty("labelErrors").ValueKind);
    }

    public void Dispose() => _host.Dispose();
}
