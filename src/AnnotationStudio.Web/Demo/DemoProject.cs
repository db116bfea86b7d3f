using System.Text;
using System.Text.Json.Nodes;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Features.Annotating;
using AnnotationStudio.Web.Features.Importing;
using AnnotationStudio.Web.Features.Projects;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Demo;

/// <summary>The help desk's project, made through the same desks that people use: nothing in it is pretended but the people.</summary>
internal sealed class DemoProject(
    ProjectDesk projects, MemberDesk members, StatusDesk status, ImportDesk imports, AssignmentDesk assignments, AnnotationDesk annotations, TimeProvider time)
{
    private const int Stages = 5;
    private const int DecisionsInStage = 60;
    private const int AtOnce = 5;
    private const int Seed = 20;
    private const double MistakeShare = .05;
    private const double SkipShare = .02;
    private const double SecondShare = .15; // items that both label, so that their agreement can be seen
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private readonly Random _random = new(Seed);

    public async Task CreateAsync(IReadOnlyList<DemoPerson> people, CancellationToken ct)
    {
        var lead = people.First(person => person.Role == Role.Lead);
        var annotators = people.Where(person => person.Role == Role.Annotator).ToList();
        var labels = LabelList.Parse(HelpDesk.Labels());
        var project = Demand(await projects.CreateAsync(
            lead.Caller, new NewProject("City help desk", ProjectTask.Single, Demand(labels), HelpDesk.Guidelines()), ct));
        foreach (var annotator in annotators)
            Demand(await members.AddAsync(lead.Caller, project.Id, new NewMember(annotator.Email, Role.Annotator), ct));
        using var rows = new MemoryStream(Encoding.UTF8.GetBytes(WithoutLabels()));
        Demand(await imports.ImportAsync(lead.Caller, project.Id, rows, new ImportRequest { Format = "jsonl", FileName = "help-desk.jsonl" }, null, ct));
        await LabelAsync(project, annotators, ct);
    }

    // The truth stays here: the project starts with texts alone, and its labels come from people.
    private static string WithoutLabels()
    {
        using var reader = new StreamReader(HelpDesk.Rows());
        var rows = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            var row = JsonNode.Parse(line)!.AsObject();
            row.Remove("label");
            rows.Append(row.ToJsonString(Api.Json)).Append('\n');
        }

        return rows.ToString();
    }

    // Between two stages the model trains, so that the learning curve has a history.
    private async Task LabelAsync(ProjectView project, List<DemoPerson> annotators, CancellationToken ct)
    {
        var truth = HelpDesk.Messages().ToDictionary(message => message.Id, message => message.Label);
        for (var stage = 0; stage < Stages; stage++)
        {
            for (var decided = 0; decided < DecisionsInStage; decided += AtOnce)
            {
                var first = _random.NextDouble() < .55 ? 0 : 1;
                var (annotator, other) = (annotators[first].Caller, annotators[1 - first].Caller);
                foreach (var given in Demand(await assignments.ClaimNextAsync(annotator, project.Id, AtOnce, [], ct)))
                {
                    var own = truth[given.Item.ExternalId!];
                    Demand(await annotations.SubmitAsync(annotator, project.Id, Guid.CreateVersion7(), Decide(project, given, own), ct));
                    if (_random.NextDouble() < SecondShare)
                        Demand(await annotations.SubmitAsync(other, project.Id, Guid.CreateVersion7(), Decide(project, given, own) with { AssignmentId = null }, ct));
                }
            }

            while (Demand(await status.ReadAsync(Caller.Owner, project.Id, ct)).Training is not null)
                await Task.Delay(LookEvery, time, ct);
        }
    }

    // People are mostly right, now and then wrong, and sometimes pass.
    private Submission Decide(ProjectView project, GivenItem given, string truth)
    {
        var elapsed = (int)(1_500 + (given.Item.Text.Length * 22) + (_random.NextDouble() * 4_000));
        if (_random.NextDouble() < SkipShare)
            return new Submission(given.Item.Id, given.AssignmentId, "skip", [], null, elapsed, null);
        var label = _random.NextDouble() < MistakeShare ? project.Labels[_random.Next(project.Labels.Count)].Name : truth;
        string[]? suggested = given.Suggestion is { } shown ? [.. shown.Labels.Where(one => one.Suggested).Select(one => one.Label)] : null;
        return new Submission(given.Item.Id, given.AssignmentId, "submit", [label], null, elapsed, given.Suggestion?.ModelVersion, suggested);
    }

    private static T Demand<T>(Outcome<T> outcome) =>
        outcome.IsDone ? outcome.Value : throw new StudioStartException($"The demo could not be made: {outcome.Problem.Message}");
}
