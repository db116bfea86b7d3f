using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>One lead's answer, to be written. Inside the writer only.</summary>
internal sealed record CorrectionWrite(int ProjectId, long ItemId, int Lead, Correction Input, DateTimeOffset Now)
{
    /// <summary>What stands in its way, and whether it made a round due.</summary>
    public (Problem? Problem, bool IsRoundDue) Run(StudioDbContext db)
    {
        var item = db.Items.Where(row => row.Id == ItemId && row.ProjectId == ProjectId).Select(row => new { row.State, row.IsAudit, row.Consensus }).SingleOrDefault();
        if (item is null)
            return (Problem.NotFound("item"), false);
        if (item.State == ItemState.Erased)
            return (Problem.Conflict("This item was erased. It cannot be labelled any more."), false);
        if (db.GoldItems.Any(gold => gold.ItemId == ItemId))
            return (Problem.Conflict("This item is gold: its answer is fixed. Change its gold answer instead."), false);
        if (LabelChoice.Read(db, ProjectId, Input.Labels) is var labels && !labels.IsDone)
            return (labels.Problem, false);
        Append(db, labels.Value);
        LabelLedger.Settle(db, ProjectId, ItemId, Now);
        // The same answer once more says nothing new.
        var isNew = item.Consensus?.Order().SequenceEqual(labels.Value) != true;
        return (null, LabelLedger.CountLabels(db, ProjectId, isNew ? 1 : 0, Now));
    }

    private void Append(StudioDbContext db, List<int> labels)
    {
        var former = db.Annotations.AsTracking()
            .Where(decision => decision.ItemId == ItemId && decision.AnnotatorId == Lead && decision.IsCurrent && decision.Action != AnnotationAction.Undo)
            .OrderBy(decision => decision.Sequence).ToList();
        former.ForEach(decision => decision.IsCurrent = false);
        db.Annotations.Add(new Annotation
        {
            ProjectId = ProjectId,
            ItemId = ItemId,
            AnnotatorId = Lead,
            Key = Guid.CreateVersion7(Now),
            Action = AnnotationAction.Submit,
            IsAdjudication = true,
            Labels = labels,
            Comment = string.IsNullOrWhiteSpace(Input.Comment) ? null : Input.Comment.Trim(),
            CreatedAt = Now,
            Supersedes = former.LastOrDefault()?.Sequence,
        });
        db.SaveChanges();
    }
}
