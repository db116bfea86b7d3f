using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>What people decide about items.</summary>
public sealed class AnnotationDesk(StudioStore store, ProjectGate gate, LabelBook labels, StudioEvents events, TimeProvider time)
{
    private const int LongestComment = 2000;

    /// <summary>Keeps a decision. Once this returns it is on disk; the same key again changes nothing.</summary>
    public async Task<Outcome<SubmitReceipt>> SubmitAsync(Caller caller, int projectId, Guid key, Submission sent, CancellationToken ct)
    {
        var seat = await gate.EnterAsync(caller, projectId, Role.Annotator, ct);
        if (!seat.IsDone)
            return seat.Problem;
        if (seat.Value.PersonId is not { } me)
            return Problem.Forbidden("Decisions are people's. Use a person's token.");
        var page = await labels.OfAsync(projectId, ct);
        var read = Read(sent, page);
        if (!read.IsDone)
            return read.Problem;
        var (action, chosen) = read.Value;
        var write = new SubmitWrite(projectId, me, key, sent, action, chosen, time.GetUtcNow()) { Suggested = Suggested(sent, page) };
        var (outcome, roundQueued) = await store.WriteAsync(write.Run, ct);
        if (outcome is { IsDone: true, Value.IsNew: true })
            events.Publish(Happening.LabelsArrived, projectId);
        if (roundQueued)
            events.Publish(Happening.RunChanged, projectId);
        return outcome;
    }

    /// <summary>Takes a decision back, for its author or a lead. Doing so twice changes nothing.</summary>
    public async Task<Outcome<Done>> UndoAsync(Caller caller, int projectId, Guid key, CancellationToken ct)
    {
        var seat = await gate.EnterAsync(caller, projectId, Role.Annotator, ct);
        if (!seat.IsDone)
            return seat.Problem;
        var outcome = await store.WriteAsync(new UndoWrite(seat.Value, key, time.GetUtcNow()).Run, ct);
        if (outcome.IsDone)
            events.Publish(Happening.LabelsArrived, projectId);
        return outcome;
    }

    private static Outcome<(AnnotationAction Action, List<int> Labels)> Read(Submission sent, LabelPage page)
    {
        if (sent.Action is not ("submit" or "skip" or "flag"))
            return Problem.Invalid("action", "The action is submit, skip or flag.");
        if (sent.Comment?.Length > LongestComment)
            return Problem.Invalid("comment", $"The comment has {sent.Comment.Length:N0} characters; {LongestComment:N0} is the most.");
        var chosen = new SortedSet<int>();
        foreach (var name in sent.Labels ?? [])
        {
            if (name is null || !page.Ids.TryGetValue(name, out var id))
                return Problem.Invalid("labels", $"\"{name}\" is not a label of this project. Reload the page to see those that are.");
            chosen.Add(id);
        }

        if (sent.Action == "submit" && page.Task == ProjectTask.Single && chosen.Count != 1)
            return Problem.Invalid("labels", $"This project takes exactly one label for each item; you sent {chosen.Count}.");
        if (sent.Action != "submit" && chosen.Count > 0)
            return Problem.Invalid("labels", $"A {sent.Action} takes no labels.");
        var action = sent.Action switch { "submit" => AnnotationAction.Submit, "skip" => AnnotationAction.Skip, _ => AnnotationAction.Flag };
        return (action, chosen.ToList());
    }

    // A decision counts whatever became of the labels that were suggested: where one has another name by now, it is only not known what was.
    private static List<int>? Suggested(Submission sent, LabelPage page)
    {
        if (sent.ModelVersion is null || sent.Suggested is not { } names || (page.Task == ProjectTask.Single && names.Count != 1))
            return null;
        List<int> ids = [.. page.Names.Where(label => names.Contains(label.Value)).Select(label => label.Key).Order()];
        return ids.Count == names.Count ? ids : null;
    }
}
