using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Features.Items;
using AnnotationStudio.Web.Features.Quality;
using AnnotationStudio.Web.Hosting;
using AnnotationStudio.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace AnnotationStudio.Web.Tests.Quality;

/// <summary>What people do with suggestions and with their time, from the answers in the database to the pages.</summary>
public sealed class AnswerHabitsTests : IDisposable
{
    private const int Misled = 25;       // items with a wrong suggestion
    private const int Alone = 31;        // items without one, after those
    private const int Helped = 4;        // items with a good one, the last
    private readonly StudioHost _host = new();

    private QualityDesk Desk => _host.Services.GetRequiredService<QualityDesk>();

    [Fact]
    public async Task ReadAsync_OneWhoTakesWhatIsOffered_IsFoundAndTheOtherIsNot()
    {
        var (project, reader) = await WorkedAsync();

        var view = await ReadAsync(project, VoteFilter.Everything);

        var (follows, reads) = (LineOf(view, project.Annotator), LineOf(view, reader));
        Assert.Equal((true, false), (follows.Suggestions!.FollowsWrong, reads.Suggestions!.FollowsWrong));
        Assert.Equal((29, 25, 25, 4, 4), (follows.Suggestions.Judged, follows.Suggestions.WrongAccepted.Count, follows.Suggestions.WrongAccepted.Total, follows.Suggestions.GoodAccepted.Count, follows.Suggestions.GoodAccepted.Total));
        Assert.Equal((0, 25, 31), (follows.Suggestions.RightAgainstWrong.Count, reads.Suggestions.RightAgainstWrong.Count, follows.Suggestions.RightWithout.Count));
        Assert.Equal(Interval.Wilson(25, 25).Low, follows.Suggestions.WrongAccepted.Share!.Low!.Value, 12);
        Assert.Equal((true, false), (follows.Suggestions.GoodAccepted.IsThin, follows.Suggestions.WrongAccepted.IsThin));
        Assert.Null(LineOf(view, project.Lead).Suggestions);
    }

    [Fact]
    public async Task ReadAsync_OneWhoseQuickAnswersAreWrong_IsFoundAndTheOtherIsNot()
    {
        var (project, reader) = await WorkedAsync();

        var view = await ReadAsync(project, VoteFilter.Everything);

        var time = LineOf(view, project.Annotator).Time!;
        Assert.Equal((TimeDifference.QuickIsWorse, TimeDifference.None), (time.Difference, LineOf(view, reader).Time!.Difference));
        Assert.Equal([(20, 20), (20, 5), (20, 0)], time.Stretches.Select(stretch => (stretch.Answers, stretch.Wrong)));
        Assert.Equal((1.001, 1.020), (time.Stretches[0].FromSeconds, time.Stretches[0].ToSeconds));
    }

    [Fact]
    public async Task ListAsync_EachFigure_HasExactlyItsItems()
    {
        var (project, _) = await WorkedAsync();
        var own = new VoteFilter(Person: project.Annotator.Id);
        var line = LineOf(await ReadAsync(project, own), project.Annotator);

        foreach (var (kind, count) in new[]
        {
            (AnswerKind.GoodAccepted, line.Suggestions!.GoodAccepted.Count), (AnswerKind.WrongAccepted, line.Suggestions.WrongAccepted.Count), (AnswerKind.RightAlone, line.Suggestions.RightWithout.Count),
            (AnswerKind.RightAgainst, line.Suggestions.RightAgainstWrong.Count), (AnswerKind.QuickWrong, 20), (AnswerKind.MiddleWrong, 5), (AnswerKind.SlowWrong, 0),
        })
            Assert.Equal(count, (await ListAsync(project, own, AnswerKinds.Word(kind))).Value!.Total);
        Assert.Equal(project.Items.Take(Misled), (await ListAsync(project, own, "wrong-accepted")).Value!.Items.Select(item => item.Id));
        Assert.Equal("answers", (await ListAsync(project, own, "hasty")).Problem!.Field);
    }

    [Fact]
    public async Task ReadAsync_Filter_CountsOnlyItsAnswers()
    {
        var (project, reader) = await WorkedAsync();

        var byPerson = await ReadAsync(project, new VoteFilter(Person: reader.Id));
        var byLabel = await ReadAsync(project, new VoteFilter(Label: project.Labels["water"]));
        var later = await ReadAsync(project, new VoteFilter(From: new DateOnly(2027, 1, 1)));

        Assert.Equal([reader.Id], byPerson.Annotators.Where(line => line.Suggestions is not null).Select(line => line.Person.Id));
        // Water is what was suggested wrongly: who read says it nowhere.
        Assert.Equal((25, 0), (LineOf(byLabel, project.Annotator).Suggestions!.WrongAccepted.Count, LineOf(byLabel, project.Annotator).Suggestions!.GoodAccepted.Total));
        Assert.Null(LineOf(byLabel, reader).Suggestions);
        Assert.Empty(later.Annotators);
    }

    [Fact]
    public async Task ReadAsync_SettledByALead_JudgesWhoAnsweredAndNotTheLead()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b", "c");
        await project.AnswerAsync(project.Annotator, 0, "water", "water", 1_000);
        await project.AnswerAsync(project.Annotator, 1, "water", null, 1_000);
        await project.AnswerAsync(project.Lead, 2, "roads", 1_000);
        foreach (var item in new[] { 0, 1, 2 })
            await CorrectAsync(project, item, "noise");

        var view = await ReadAsync(project, VoteFilter.Everything);

        // Of the second answer it is not known what was suggested: it tells of time alone.
        var line = LineOf(view, project.Annotator);
        Assert.Equal((1, 1, 0), (line.Suggestions!.Judged, line.Suggestions.WrongAccepted.Count, line.Suggestions.RightWithout.Total));
        Assert.Equal(2, line.Time!.Stretches.Sum(stretch => stretch.Wrong));
        Assert.Null(LineOf(view, project.Lead).Time);
    }

    [Fact]
    public async Task ReadOn_SettledAndTakenBack_IsAsIfReadAnew()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, "a", "b");
        await project.AnswerAsync(project.Annotator, 0, "water", "water", 1_000);
        await project.AnswerAsync(project.Annotator, 1, "water", "roads", 1_000);
        var none = LineOf(await ReadAsync(project, VoteFilter.Everything), project.Annotator).Suggestions;
        await CorrectAsync(project, 0, "roads");
        var second = await CorrectAsync(project, 1, "water");
        Publish(project, Happening.LabelsArrived);
        var settled = LineOf(await ReadAsync(project, VoteFilter.Everything), project.Annotator).Suggestions!;
        await _host.Services.GetRequiredService<StudioStore>().WriteAsync(db => Adjudications.TakeBack(db, project.Id, second, project.Lead.Id, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        Publish(project, Happening.LabelsArrived);

        var readOn = LineOf(await ReadAsync(project, VoteFilter.Everything), project.Annotator).Suggestions;
        Publish(project, Happening.ItemsChanged);
        var anew = LineOf(await ReadAsync(project, VoteFilter.Everything), project.Annotator).Suggestions;

        Assert.Null(none);
        Assert.Equal((2, 1, 1), (settled.Judged, settled.WrongAccepted.Count, settled.RightAgainstWrong.Count));
        Assert.Equal((1, 0), (readOn!.Judged, readOn.RightAgainstWrong.Count));
        Assert.Equal(JsonSerializer.Serialize(anew), JsonSerializer.Serialize(readOn));
    }

    [Fact]
    public async Task Get_Rest_AnnotatorsHaveBoth()
    {
        var (project, _) = await WorkedAsync();
        using var lead = await _host.ClientOfAsync(project.Lead);

        var quality = await lead.GetFromJsonAsync<JsonElement>($"/api/v1/projects/{project.Id}/quality?person={project.Annotator.Id}");

        var line = quality.GetProperty("annotators").EnumerateArray().Single(one => one.GetProperty("person").GetProperty("id").GetInt32() == project.Annotator.Id);
        Assert.True(line.GetProperty("suggestions").GetProperty("followsWrong").GetBoolean());
        Assert.Equal(25, line.GetProperty("suggestions").GetProperty("wrongAccepted").GetProperty("count").GetInt32());
        Assert.Equal("quickIsWorse", line.GetProperty("time").GetProperty("difference").GetString());
        Assert.Equal("quickWrong", line.GetProperty("time").GetProperty("stretches")[0].GetProperty("wrongKind").GetString());
    }

    [Fact]
    public async Task Pages_OneWhoFollows_SayItAndLeadToTheItems()
    {
        var (project, reader) = await WorkedAsync();
        await ReadAsync(project, VoteFilter.Everything);
        await ReadAsync(project, new VoteFilter(Person: project.Annotator.Id));

        var page = await PageAsync(project.Lead, $"/projects/{project.Id}/quality");
        var list = await PageAsync(project.Lead, $"/projects/{project.Id}/quality?person={project.Annotator.Id}&answers=wrong-accepted");
        var report = await PageAsync(project.Lead, $"/projects/{project.Id}/quality/report");
        var own = await PageAsync(project.Annotator, $"/projects/{project.Id}/me");
        var others = await PageAsync(reader, $"/projects/{project.Id}/me");

        Assert.Single(Split(page, "follows wrong ones"));
        Assert.Single(Split(page, "quick ones worse"));
        Assert.Contains($"quality?person={project.Annotator.Id}&answers=wrong-accepted#disagreements", page, StringComparison.Ordinal);
        Assert.Contains($"Wrong suggestions accepted: {project.Annotator.DisplayName}", list, StringComparison.Ordinal);
        Assert.Contains($"items?item={project.Items[0]}", list, StringComparison.Ordinal);
        Assert.Contains("1.00 (0.87–1.00) of\u00a025", report, StringComparison.Ordinal);
        Assert.Contains("Wrong suggestions seem to draw you along", own, StringComparison.Ordinal);
        Assert.Contains("Your quickest answers are less often right", own, StringComparison.Ordinal);
        Assert.Contains("Nothing says that wrong suggestions draw you along", others, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private static string[] Split(string page, string words) => page.Split(words)[1..];

    private static AnnotatorLine LineOf(QualityView view, Person person) => view.Annotators.Single(line => line.Person.Id == person.Id);

    private void Publish(SeededProject project, Happening what) => _host.Services.GetRequiredService<StudioEvents>().Publish(what, project.Id);

    private async Task<QualityView> ReadAsync(SeededProject project, VoteFilter filter) =>
        (await Desk.ReadAsync(SeededProject.CallerOf(project.Lead), project.Id, filter, takesLast: false, CancellationToken.None)).Value!;

    private Task<Outcome<SplitPage>> ListAsync(SeededProject project, VoteFilter filter, string answers) =>
        Desk.ListAsync(SeededProject.CallerOf(project.Lead), project.Id, new SplitFilter(Votes: filter, Answers: answers), 1, CancellationToken.None);

    private async Task<string> PageAsync(Person person, string address)
    {
        using var browser = await _host.SignedInAsync(person.Email!);
        return WebUtility.HtmlDecode(await browser.GetStringAsync(address));
    }

    private async Task<Guid> CorrectAsync(SeededProject project, int item, string label)
    {
        var corrected = await _host.Services.GetRequiredService<CorrectionDesk>().CorrectAsync(SeededProject.CallerOf(project.Lead), project.Id, project.Items[item], new Correction([label]), CancellationToken.None);
        Assert.True(corrected.IsDone);
        return await project.ReadAsync(db => Task.FromResult(db.Annotations.Where(row => row.ItemId == project.Items[item] && row.IsAdjudication).OrderByDescending(row => row.Sequence).First().Key));
    }

    // Lead and admin agree that all is roads. The annotator takes every suggestion, the wrong ones quickly; another reads, and takes as long as it takes.
    private async Task<(SeededProject Project, Person Reader)> WorkedAsync()
    {
        var project = await SeededProject.MakeAsync(_host, ProjectTask.Single, [.. Enumerable.Range(0, Misled + Alone + Helped).Select(item => $"text {item}")]);
        var reader = await _host.AddPersonAsync(Role.Annotator);
        await _host.Services.GetRequiredService<StudioStore>().WriteAsync(
            db =>
            {
                db.Memberships.Add(new Membership { ProjectId = project.Id, PersonId = reader.Id, Role = Role.Annotator });
                db.SaveChanges();
            },
            CancellationToken.None);
        for (var item = 0; item < Misled + Alone + Helped; item++)
        {
            await project.AnswerAsync(project.Lead, item, "roads", 0);
            await project.AnswerAsync(project.Admin, item, "roads", 0);
            if (item is >= Misled and < Misled + Alone)
            {
                await project.AnswerAsync(project.Annotator, item, "roads", 9_001 + item);
                await project.AnswerAsync(reader, item, "roads", 5_000 + item);
                continue;
            }

            var suggested = item < Misled ? "water" : "roads";
            await project.AnswerAsync(project.Annotator, item, suggested, suggested, item < Misled ? 1_001 + item : 9_900 + item);
            await project.AnswerAsync(reader, item, "roads", suggested, item % 2 == 0 ? 2_000 + item : 8_000 + item);
        }

        return (project, reader);
    }
}
