using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class AnnotatingApiTests
{
    [Fact]
    public async Task Next_AnItemWithMeta_HasTheContractsShape()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        await desks.Store.WriteAsync(db => db.Items.ExecuteUpdate(set => set.SetProperty(item => item.Meta, """{"ward":"North"}""")), CancellationToken.None);
        using var client = await ClientAsync(desks, Role.Annotator);

        using var answer = await client.PostAsync(Url(desks, "next"), null);
        var given = (await answer.Content.ReadFromJsonAsync<JsonElement>())[0];

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["assignmentId", "item", "suggestion", "reason", "leaseExpiresAt"], given.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["id", "externalId", "text", "meta"], given.GetProperty("item").EnumerateObject().Select(property => property.Name));
        Assert.Equal("North", given.GetProperty("item").GetProperty("meta").GetProperty("ward").GetString());
        Assert.Equal(JsonValueKind.Null, given.GetProperty("suggestion").ValueKind);
    }

    [Fact]
    public async Task Put_FirstAgainAndOtherwise_Answers201Then200Then409()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        using var client = await ClientAsync(desks, Role.Annotator);
        var given = await NextAsync(client, desks);
        var url = Url(desks, $"annotations/{Guid.CreateVersion7()}");

        using var first = await client.PutAsJsonAsync(url, Decision(given, "Roads"));
        using var again = await client.PutAsJsonAsync(url, Decision(given, "Roads"));
        using var other = await client.PutAsJsonAsync(url, Decision(given, "Lights"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict], [first.StatusCode, again.StatusCode, other.StatusCode]);
        Assert.Equal("urn:annotation-studio:conflict", (await other.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Put_ALabelThatIsNone_Answers422WithTheField()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        using var client = await ClientAsync(desks, Role.Annotator);
        var given = await NextAsync(client, desks);

        using var answer = await client.PutAsJsonAsync(Url(desks, $"annotations/{Guid.CreateVersion7()}"), Decision(given, "Rivers"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("labels", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Delete_Twice_Answers204AndTheLogKeepsBothRows()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        using var annotator = await ClientAsync(desks, Role.Annotator);
        using var lead = await ClientAsync(desks, Role.Lead);
        var given = await NextAsync(annotator, desks);
        var url = Url(desks, $"annotations/{Guid.CreateVersion7()}");
        using var put = await annotator.PutAsJsonAsync(url, Decision(given, "Roads"));

        using var first = await annotator.DeleteAsync(url);
        using var again = await annotator.DeleteAsync(url);
        var log = await lead.GetFromJsonAsync<JsonElement>(Url(desks, "annotations?after=0&limit=10"));

        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.NoContent], [first.StatusCode, again.StatusCode]);
        Assert.Equal(["submit", "undo"], log.EnumerateArray().Select(row => row.GetProperty("action").GetString()));
        Assert.Equal(log[0].GetProperty("sequence").GetInt64(), log[1].GetProperty("supersedes").GetInt64());
        Assert.Equal("Roads", log[0].GetProperty("labels")[0].GetString());
    }

    [Theory]
    [InlineData("assignments/renew")]
    [InlineData("assignments/release")]
    public async Task Leases_OfOnesOwn_Answer204(string call)
    {
        using var desks = await Desks.OpenAsync(items: 1);
        using var client = await ClientAsync(desks, Role.Annotator);
        var given = await NextAsync(client, desks);

        using var answer = await client.PostAsJsonAsync(Url(desks, call), new { ids = new[] { given.GetProperty("assignmentId").GetInt64() } });

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task Log_ForAnAnnotator_Answers403()
    {
        using var desks = await Desks.OpenAsync(items: 1);
        using var client = await ClientAsync(desks, Role.Annotator);

        using var answer = await client.GetAsync(Url(desks, "annotations"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static Uri Url(Desks desks, string call) => new($"/api/v1/projects/{desks.ProjectId}/{call}", UriKind.Relative);

    private static async Task<HttpClient> ClientAsync(Desks desks, Role role)
    {
        var member = await desks.MemberAsync(role);
        return await desks.Host.ClientOfAsync(await desks.ReadAsync(db => db.People.SingleAsync(person => person.Id == member.PersonId)));
    }

    private static async Task<JsonElement> NextAsync(HttpClient client, Desks desks)
    {
        using var answer = await client.PostAsync(Url(desks, "next?count=1"), null);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())[0];
    }

    private static object Decision(JsonElement given, string label) => new
    {
        itemId = given.GetProperty("item").GetProperty("id").GetInt64(),
        assignmentId = given.GetProperty("assignmentId").GetInt64(),
        action = "submit",
        labels = new[] { label },
        elapsedMs = 900,
    };
}
