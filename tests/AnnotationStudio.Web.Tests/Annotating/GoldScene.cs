using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Gold;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Annotating;

/// <summary>A project with some gold among its items.</summary>
internal sealed class GoldScene : IDisposable
{
    private GoldScene(Desks desks, Caller lead) => (Desks, Lead) = (desks, lead);

    public Desks Desks { get; }

    public Caller Lead { get; }

    public GoldDesk Gold => Desks.Host.Services.GetRequiredService<GoldDesk>();

    public ItemGoldDesk Marks => Desks.Host.Services.GetRequiredService<ItemGoldDesk>();

    /// <summary>The first items are gold, each with the label Roads.</summary>
    public static async Task<GoldScene> OpenAsync(int items, int gold, ProjectSettings settings, GoldKind kind = GoldKind.Hidden)
    {
        var desks = await Desks.OpenAsync(items, settings: settings);
        var scene = new GoldScene(desks, await desks.MemberAsync(Role.Lead));
        foreach (var id in (await scene.ItemsAsync()).Take(gold))
            Assert.True((await scene.MarkAsync(id, "Roads", kind)).IsDone);
        return scene;
    }

    public Task<List<long>> ItemsAsync() => Desks.ReadAsync(db => db.Items.Where(item => item.ProjectId == Desks.ProjectId).OrderBy(item => item.Id).Select(item => item.Id).ToListAsync());

    public Task<Outcome<Done>> MarkAsync(long item, string label, GoldKind kind = GoldKind.Hidden) =>
        Marks.MarkAsync(Lead, Desks.ProjectId, item, new GoldAnswer([label], "Holes are roads.", kind), CancellationToken.None);

    public Task<Membership> MemberAsync(Caller person) => Desks.ReadAsync(db => db.Memberships.SingleAsync(row => row.ProjectId == Desks.ProjectId && row.PersonId == person.PersonId));

    /// <summary>Labels one item after another until there is none, and says which kind each was.</summary>
    public async Task<List<AssignmentKind>> WorkAsync(Caller person, string label, int most = int.MaxValue)
    {
        var kinds = new List<AssignmentKind>();
        while (kinds.Count < most)
        {
            var outcome = await Desks.Assignments.ClaimNextAsync(person, Desks.ProjectId, 1, [], CancellationToken.None);
            if (!outcome.IsDone || outcome.Value.Count == 0)
                break;
            kinds.Add((await Desks.AssignmentAsync(outcome.Value[0].AssignmentId)).Kind);
            await Desks.LabelAsync(person, outcome.Value[0], label);
        }

        return kinds;
    }

    public void Dispose() => Desks.Dispose();
}
