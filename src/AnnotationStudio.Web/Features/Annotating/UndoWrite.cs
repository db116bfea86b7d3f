using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>Taking a decision back: a new row says so, nothing is erased.</summary>
internal sealed record UndoWrite(ProjectSeat Seat, Guid Key, DateTimeOffset Now)
{
    public Outcome<Done> Run(StudioDbContext db)
    {
        if (SubmitQueries.ByKey(db, Seat.ProjectId, Key) is not { } target)
            return Problem.NotFound("annotation");
        var isAuthor = target.AnnotatorId is not null && target.AnnotatorId == Seat.PersonId;
        if (!isAuthor && Seat.Role < Role.Lead)
            return Problem.Forbidden("Only its author or a lead may take an answer back.");
        if (target.Action == AnnotationAction.Undo)
            return Problem.Conflict("That is already an undo. Label the item again instead.", "key");
        if (target.Action == AnnotationAction.Practice)
            return Problem.Conflict("Answers of the onboarding stand: you have seen the right one.", "key");
        if (!target.IsCurrent)
            return db.Annotations.Any(row => row.ItemId == target.ItemId && row.Supersedes == target.Sequence && row.Action == AnnotationAction.Undo)
                ? Done.Value
                : Problem.Conflict("A later answer has replaced this one. Take that one back.", "key");
        if (SubmitQueries.Item(db, Seat.ProjectId, target.ItemId) is not { State: not ItemState.Erased, ProjectState: not ProjectState.Archived } item)
            return Problem.Conflict("The item is gone, or its project is archived: there is nothing to take back to.", "key");

        SubmitQueries.Supersede(db, target.Sequence);
        db.Annotations.Add(new Annotation
        {
            ProjectId = Seat.ProjectId,
            Key = Guid.CreateVersion7(Now),
            ItemId = target.ItemId,
            AnnotatorId = Seat.PersonId,
            Action = AnnotationAction.Undo,
            CreatedAt = Now,
            Supersedes = target.Sequence,
        });
        db.SaveChanges();
        if (target.AnnotatorId is { } author && SubmitQueries.Place(db, target.ItemId, author) is { } place)
            Reopen(db, place, item, isAuthor);
        LabelLedger.Settle(db, Seat.ProjectId, target.ItemId, Now);
        return Done.Value;
    }

    // The author has the item in hand again. An answer that a lead takes back makes room for somebody else.
    private void Reopen(StudioDbContext db, HeldPlace place, SubmittedItem item, bool isAuthor)
    {
        if (!isAuthor)
        {
            SubmitQueries.SetPlace(db, place.Id, AssignmentState.Ended, place.Slot, place.LeaseEnds);
            return;
        }

        var slot = place.State == AssignmentState.Ended && place.Kind != AssignmentKind.Gold ? Slots.Free(db, item.Id, item.Overlap) : place.Slot;
        if (slot is not null)
            SubmitQueries.SetPlace(db, place.Id, AssignmentState.Open, slot.Value, Now.AddMinutes(item.LeaseMinutes));
    }
}
