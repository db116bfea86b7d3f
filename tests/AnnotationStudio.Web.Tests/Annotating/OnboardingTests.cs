using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Annotating;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Annotating;

public sealed class OnboardingTests
{
    private static readonly ProjectSettings Settings = new() { AuditShare = 0, OnboardingPass = .75, OnboardingAttempts = 2 };

    [Fact]
    public async Task Submit_InTheOnboarding_TellsWhatIsRightAndCountsAsNoVote()
    {
        using var scene = await OpenAsync();
        var person = await scene.Desks.MemberAsync();
        var items = await scene.Desks.ClaimAsync(person, 10);

        var wrong = (await scene.Desks.LabelAsync(person, items[0], "Waste")).Feedback!;
        var right = (await scene.Desks.LabelAsync(person, items[1], "Roads")).Feedback!;

        Assert.Equal((await scene.ItemsAsync()).Take(4), items.Select(item => item.Item.Id));
        Assert.All(items, item => Assert.True(item.IsOnboarding));
        Assert.Equal((false, "Holes are roads.", 1, 4), (wrong.IsRight, wrong.Explanation, wrong.Answered, wrong.Items));
        Assert.Equal(["Roads"], wrong.Labels);
        Assert.Equal((true, 2, (OnboardingEnding?)null), (right.IsRight, right.Answered, right.Ending));
        var quality = await scene.Desks.Host.Services.GetRequiredService<QualityDesk>().ReadAsync(scene.Lead, scene.Desks.ProjectId, CancellationToken.None);
        Assert.Equal(0, quality.Value!.Agreement.Annotations);
        Assert.Equal(0, await scene.Desks.ReadAsync(db => db.Projects.Where(row => row.Id == scene.Desks.ProjectId).Select(row => row.LabelsSinceTraining).SingleAsync()));
    }

    [Fact]
    public async Task Submit_LastAnswer_OpensRealWorkWhenEnoughAreRight()
    {
        using var scene = await OpenAsync();
        var person = await scene.Desks.MemberAsync();

        var ending = await AttemptAsync(scene, person, right: 3);
        var next = Assert.Single(await scene.Desks.ClaimAsync(person));

        Assert.Equal(new OnboardingEnding(Right: 3, Needed: 3, IsPassed: true, AttemptsLeft: 0), ending);
        Assert.False(next.IsOnboarding);
        Assert.Null((await scene.Desks.LabelAsync(person, next)).Feedback);
    }

    [Fact]
    public async Task Submit_NotPassed_GivesAnotherAttemptAndThenWaitsForALead()
    {
        using var scene = await OpenAsync();
        var person = await scene.Desks.MemberAsync();

        var first = await AttemptAsync(scene, person, right: 2);
        var second = await AttemptAsync(scene, person, right: 1);
        var refused = await scene.Desks.Assignments.ClaimNextAsync(person, scene.Desks.ProjectId, 1, [], CancellationToken.None);
        await scene.Gold.ResumeAsync(scene.Lead, scene.Desks.ProjectId, person.PersonId!.Value, CancellationToken.None);
        var let = Assert.Single(await scene.Desks.ClaimAsync(person));

        Assert.Equal((false, 1), (first.IsPassed, first.AttemptsLeft));
        Assert.Equal((false, 0, 1), (second.IsPassed, second.AttemptsLeft, second.Right));
        Assert.Contains("attempts", refused.Problem!.Message, StringComparison.Ordinal);
        Assert.False(let.IsOnboarding);
        Assert.Equal(8, await scene.Desks.ReadAsync(db => db.Annotations.CountAsync(row => row.Action == AnnotationAction.Practice)));
    }

    [Fact]
    public async Task SubmitAndUndo_OnceTheRightAnswerWasSeen_AreRefused()
    {
        using var scene = await OpenAsync();
        var person = await scene.Desks.MemberAsync();
        var item = (await scene.Desks.ClaimAsync(person))[0];
        var key = Guid.CreateVersion7();
        var first = await scene.Desks.LabelAsync(person, item, "Waste", key);

        var again = await scene.Desks.LabelAsync(person, item, "Waste", key);
        var other = await scene.Desks.PutAsync(person, item, "submit", null, Guid.CreateVersion7(), "Roads");
        var undo = await scene.Desks.Annotations.UndoAsync(person, scene.Desks.ProjectId, key, CancellationToken.None);

        Assert.Equal((first.Sequence, false), (again.Sequence, again.Feedback!.IsRight));
        Assert.Equal((ProblemKind.Conflict, ProblemKind.Conflict), (other.Problem!.Kind, undo.Problem!.Kind));
    }

    [Fact]
    public async Task Claim_WhoHasLabelledHereBefore_NeedsNone()
    {
        using var scene = await GoldScene.OpenAsync(items: 20, gold: 0, Settings);
        var person = await scene.Desks.MemberAsync();
        await scene.WorkAsync(person, "Roads", most: 1);
        await scene.MarkAsync((await scene.ItemsAsync())[19], "Roads", GoldKind.Onboarding);

        var next = Assert.Single(await scene.Desks.ClaimAsync(person));

        Assert.False(next.IsOnboarding);
    }

    [Fact]
    public async Task Claim_LastWaitingItemIsTakenOut_EndsTheAttempt()
    {
        using var scene = await OpenAsync();
        var person = await scene.Desks.MemberAsync();
        foreach (var item in (await scene.Desks.ClaimAsync(person, 10)).Take(3))
            await scene.Desks.LabelAsync(person, item, "Roads");

        await scene.Marks.UnmarkAsync(scene.Lead, scene.Desks.ProjectId, (await scene.ItemsAsync())[3], CancellationToken.None);
        await scene.Desks.ClaimAsync(person);

        Assert.False(Assert.Single(await scene.Desks.ClaimAsync(person)).IsOnboarding);
        Assert.NotNull((await scene.MemberAsync(person)).OnboardedAt);
    }

    private static Task<GoldScene> OpenAsync() => GoldScene.OpenAsync(items: 20, gold: 4, Settings, GoldKind.Onboarding);

    private static async Task<OnboardingEnding> AttemptAsync(GoldScene scene, Caller person, int right)
    {
        OnboardingEnding? ending = null;
        foreach (var (item, at) in (await scene.Desks.ClaimAsync(person, 10)).Select((item, at) => (item, at)))
            ending = (await scene.Desks.LabelAsync(person, item, at < right ? "Roads" : "Waste")).Feedback!.Ending;
        return ending!;
    }
}
