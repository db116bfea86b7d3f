using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>One decision that has been read and understood, to be written.</summary>
internal sealed record SubmitWrite(int ProjectId, int Me, Guid Key, Submission Sent, AnnotationAction Action, List<int> Labels, DateTimeOffset Now)
{
    /// <summary>Ids of the labels that the person saw suggested, ascending; null where none were, or it is not known which.</summary>
    public List<int>? Suggested { get; init; }

    /// <summary>The receipt, and whether the decision made a round due.</summary>
    public (Outcome<SubmitReceipt> Outcome, bool RoundQueued) Run(StudioDbContext db)
    {
        if (SubmitQueries.ByKey(db, ProjectId, Key) is { } known)
            return (Again(db, known), false);
        if (SubmitQueries.Item(db, ProjectId, Sent.ItemId) is not { State: not ItemState.Erased } item)
            return (Problem.Invalid("itemId", $"There is no item {Sent.ItemId} in this project."), false);
        if (item.ProjectState == ProjectState.Archived)
            return (Problem.Conflict("This project is archived: it takes no labels. Ask a lead to open it again.", "project"), false);

        var previous = SubmitQueries.Current(db, item.Id, Me);
        var place = SubmitQueries.Place(db, item.Id, Me);
        if (place is { Kind: AssignmentKind.Onboarding })
            return (Practise(db, previous, place, item), false);
        if (previous is not null)
            SubmitQueries.Supersede(db, previous.Sequence);
        var late = place is null ? Sent.AssignmentId is not null : IsLate(place);
        var sequence = Append(db, Action, previous?.Sequence, place?.Id);
        var hasPlace = Close(db, place, item);
        LabelLedger.Settle(db, ProjectId, item.Id, Now);
        if (place is { Kind: AssignmentKind.Gold })
            PersonPause.BeginBelowBar(db, ProjectId, Me, Now);
        // A correction of one's own was counted before.
        var isNew = Action == AnnotationAction.Submit && previous?.Action != AnnotationAction.Submit;
        var queued = LabelLedger.CountLabels(db, ProjectId, isNew ? 1 : 0, Now);
        return (new SubmitReceipt(sequence, Key, item.Id, IsNew: true, late, ExtraVote: !hasPlace), queued);
    }

    // An answer of the onboarding is kept as practice: it is no vote, settles nothing and counts to no training.
    private Outcome<SubmitReceipt> Practise(StudioDbContext db, FormerDecision? previous, HeldPlace place, SubmittedItem item)
    {
        if (place.State == AssignmentState.Done)
            return Problem.Conflict("You have seen the right answer to this one: the first answer stands.", "itemId");
        if (previous is not null)
            SubmitQueries.Supersede(db, previous.Sequence);
        var practice = Action == AnnotationAction.Submit ? AnnotationAction.Practice : Action;
        var sequence = Append(db, practice, previous?.Sequence, place.Id);
        SubmitQueries.SetPlace(db, place.Id, AssignmentState.Done, place.Slot, place.LeaseEnds);
        var feedback = new OnboardingAnswer(ProjectId, Me, Now).Tell(db, item.Id, practice, Labels);
        return new SubmitReceipt(sequence, Key, item.Id, IsNew: true, IsLate(place), ExtraVote: false, feedback);
    }

    private bool IsLate(HeldPlace place) => place.State == AssignmentState.Ended || (place.State == AssignmentState.Open && place.LeaseEnds < Now);

    private Outcome<SubmitReceipt> Again(StudioDbContext db, KnownDecision known)
    {
        if (known.AnnotatorId != Me)
            return Problem.Conflict("This key is taken. Make another.", "key");
        var same = known.ItemId == Sent.ItemId && Said(known.Action) == Action && known.Labels.SequenceEqual(Labels) && known.Comment == Comment;
        if (!same)
            return Problem.Conflict("You sent another decision by this key before. Make a new key to correct it.", "key");
        return new SubmitReceipt(
            known.Sequence, Key, known.ItemId, IsNew: false, Late: false, ExtraVote: false, new OnboardingAnswer(ProjectId, Me, Now).TellAgain(db, known));
    }

    // Practice is what the person submitted.
    private static AnnotationAction Said(AnnotationAction kept) => kept == AnnotationAction.Practice ? AnnotationAction.Submit : kept;

    private string? Comment => string.IsNullOrWhiteSpace(Sent.Comment) ? null : Sent.Comment.Trim();

    private long Append(StudioDbContext db, AnnotationAction action, long? supersedes, long? assignmentId) => db.ReadNumber(
        """
        INSERT INTO "Annotations" ("ProjectId", "Key", "ItemId", "AnnotatorId", "Action", "Labels", "Comment", "ElapsedMs", "ModelVersion",
            "AssignmentId", "CreatedAt", "Supersedes", "IsCurrent", "IsAdjudication", "Suggested")
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, 1, 0, @12) RETURNING "Sequence"
        """,
        ProjectId, Key, Sent.ItemId, Me, action.ToString(), JsonSerializer.Serialize(Labels), Comment, Math.Max(0, Sent.ElapsedMs), Sent.ModelVersion,
        assignmentId, Now.UtcTicks, supersedes, Suggested is null ? null : JsonSerializer.Serialize(Suggested));

    // A place that is still free, or free again, is filled by the decision; one that went to somebody else stays theirs.
    private bool Close(StudioDbContext db, HeldPlace? place, SubmittedItem item)
    {
        var passedOn = Action == AnnotationAction.Skip && item.IsAudit;
        var slot = place is { State: not AssignmentState.Ended } or { Kind: AssignmentKind.Gold } ? place.Slot : Slots.Free(db, item.Id, item.Overlap);
        var state = slot is null || passedOn ? AssignmentState.Ended : AssignmentState.Done;
        if (place is not null)
            SubmitQueries.SetPlace(db, place.Id, state, slot ?? place.Slot, place.LeaseEnds);
        else
            db.Run(
                """
                INSERT INTO "Assignments" ("ProjectId", "ItemId", "Slot", "AnnotatorId", "Kind", "State", "Reason", "LeaseEnds")
                VALUES (@0, @1, @2, @3, @4, @5, '', @6)
                """,
                ProjectId, item.Id, slot ?? 0, Me, (item.IsAudit ? AssignmentKind.Audit : AssignmentKind.Chosen).ToString(), state.ToString(), Now.UtcTicks);
        return slot is not null;
    }
}
