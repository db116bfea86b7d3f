using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>One decision that has been read and understood, to be written.</summary>
internal sealed record SubmitWrite(int ProjectId, int Me, Guid Key, Submission Sent, AnnotationAction Action, List<int> Labels, DateTimeOffset Now)
{
    /// <summary>The receipt, and whether the decision made a round due.</summary>
    public (Outcome<SubmitReceipt> Outcome, bool RoundQueued) Run(StudioDbContext db)
    {
        if (SubmitQueries.ByKey(db, ProjectId, Key) is { } known)
            return (Again(known), false);
        if (SubmitQueries.Item(db, ProjectId, Sent.ItemId) is not { State: not ItemState.Erased } item)
            return (Problem.Invalid("itemId", $"There is no item {Sent.ItemId} in this project."), false);
        if (item.ProjectState == ProjectState.Archived)
            return (Problem.Conflict("This project is archived: it takes no labels. Ask a lead to open it again.", "project"), false);

        var previous = SubmitQueries.Current(db, Sent.ItemId, Me);
        if (previous is not null)
            previous.IsCurrent = false;
        var assignment = SubmitQueries.Assignment(db, Sent.ItemId, Me);
        var late = assignment is null ? Sent.AssignmentId is not null : IsLate(assignment);
        var annotation = Append(db, previous?.Sequence, assignment?.Id);
        var hasPlace = Close(db, assignment, item);
        db.SaveChanges();
        LabelLedger.Settle(db, ProjectId, Sent.ItemId, Now);
        // A correction of one's own was counted before.
        var isNew = Action == AnnotationAction.Submit && previous?.Action != AnnotationAction.Submit;
        var queued = LabelLedger.CountLabels(db, ProjectId, isNew ? 1 : 0, Now);
        return (new SubmitReceipt(annotation.Sequence, Key, Sent.ItemId, IsNew: true, late, ExtraVote: !hasPlace), queued);
    }

    private bool IsLate(Assignment assignment) =>
        assignment.State == AssignmentState.Ended || (assignment.State == AssignmentState.Open && assignment.LeaseEnds < Now);

    private Outcome<SubmitReceipt> Again(Annotation known)
    {
        if (known.AnnotatorId != Me)
            return Problem.Conflict("This key is taken. Make another.", "key");
        var same = known.ItemId == Sent.ItemId && known.Action == Action && known.Labels.SequenceEqual(Labels) && known.Comment == Comment;
        if (!same)
            return Problem.Conflict("You sent another decision by this key before. Make a new key to correct it.", "key");
        return new SubmitReceipt(known.Sequence, Key, known.ItemId, IsNew: false, Late: false, ExtraVote: false);
    }

    private string? Comment => string.IsNullOrWhiteSpace(Sent.Comment) ? null : Sent.Comment.Trim();

    private Annotation Append(StudioDbContext db, long? supersedes, long? assignmentId)
    {
        var annotation = new Annotation
        {
            ProjectId = ProjectId,
            Key = Key,
            ItemId = Sent.ItemId,
            AnnotatorId = Me,
            Action = Action,
            Labels = Labels,
            Comment = Comment,
            ElapsedMs = Math.Max(0, Sent.ElapsedMs),
            ModelVersion = Sent.ModelVersion,
            AssignmentId = assignmentId,
            CreatedAt = Now,
            Supersedes = supersedes,
        };
        db.Annotations.Add(annotation);
        return annotation;
    }

    // A place that is still free, or free again, is filled by the decision; one that went to somebody else stays theirs.
    private bool Close(StudioDbContext db, Assignment? assignment, SubmittedItem item)
    {
        var passedOn = Action == AnnotationAction.Skip && item.IsAudit;
        var holds = assignment is { State: not AssignmentState.Ended };
        var slot = holds ? assignment!.Slot : Slots.Free(db, item.Id, item.Overlap);
        var state = slot is null || passedOn ? AssignmentState.Ended : AssignmentState.Done;
        if (assignment is not null)
            (assignment.State, assignment.Slot) = (state, slot ?? assignment.Slot);
        else
            db.Assignments.Add(new Assignment
            {
                ProjectId = ProjectId,
                ItemId = item.Id,
                Slot = slot ?? 0,
                AnnotatorId = Me,
                Kind = item.IsAudit ? AssignmentKind.Audit : AssignmentKind.Chosen,
                State = state,
                Reason = "",
                LeaseEnds = Now,
            });
        return slot is not null;
    }
}
