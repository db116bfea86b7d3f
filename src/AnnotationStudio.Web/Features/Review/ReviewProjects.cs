using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Review;

/// <summary>Reads what the page shows around the queue.</summary>
internal static class ReviewProjects
{
    public static async Task<ReviewProject> ReadAsync(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var project = await db.Projects.Where(row => row.Id == projectId).Select(row => new { row.Task, row.State, row.Guidelines }).SingleAsync(ct);
        var all = await db.Labels.Where(label => label.ProjectId == projectId).OrderBy(label => label.Position).ThenBy(label => label.Id).ToListAsync(ct);
        var open = all.Where(label => label.RetiredAt is null).ToList();
        // The same keys as where people label.
        var keys = Hotkeys.Assign([.. open.Select(label => label.Hotkey)]);
        var labels = open.Select((label, at) => View(label, keys[at])).ToList();
        var known = labels.ToDictionary(label => label.Id);
        return new(
            project.Task, project.State == ProjectState.Archived, project.Guidelines, labels,
            all.ToDictionary(label => label.Id, label => known.GetValueOrDefault(label.Id) ?? View(label, null)));
    }

    /// <summary>These labels, in the project's order.</summary>
    public static List<ReviewLabel> Of(this ReviewProject project, IEnumerable<int> ids) =>
        [.. ids.Select(id => project.AllLabels.GetValueOrDefault(id)).OfType<ReviewLabel>().OrderBy(label => label.Position)];

    private static ReviewLabel View(Label label, string? key) => new(label.Id, label.Name, label.Color, label.Position, key, label.Description);
}
