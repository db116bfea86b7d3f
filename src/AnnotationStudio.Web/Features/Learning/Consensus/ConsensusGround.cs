using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a consensus rests on beside the answers: whoever writes it looks whether that still holds.</summary>
/// <param name="Chosen">As <see cref="ConsensusWords.Chosen"/> has it.</param>
/// <param name="Task">Of the project.</param>
/// <param name="IsOpen">Not archived, and no change of the labels is being carried out or taken back.</param>
/// <param name="Changes">Changes of the labels so far.</param>
/// <param name="Undone">Of these, taken back.</param>
internal sealed record ConsensusGround(string Chosen, ProjectTask Task, bool IsOpen, int Changes, int Undone)
{
    /// <returns>Null where the project is gone.</returns>
    public static ConsensusGround? Find(StudioDbContext db, int projectId)
    {
        var changes = db.LabelChanges.Where(change => change.ProjectId == projectId);
        return db.Projects.Where(project => project.Id == projectId)
            .Select(project => new
            {
                project.Settings,
                project.Task,
                IsOpen = project.State != ProjectState.Archived && !changes.Any(change => change.Reached != null),
                Changes = changes.Count(),
                Undone = changes.Count(change => change.UndoneAt != null),
            })
            .SingleOrDefault() is { } found
            ? new ConsensusGround(ConsensusWords.Chosen(found.Settings), found.Task, found.IsOpen, found.Changes, found.Undone)
            : null;
    }
}
