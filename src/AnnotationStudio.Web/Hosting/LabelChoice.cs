using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>What a lead chose for an item, by name. Inside the writer only.</summary>
internal static class LabelChoice
{
    /// <summary>The ids, ascending; a problem where a name is unknown, or there are too many or too few.</summary>
    public static Outcome<List<int>> Read(StudioDbContext db, int projectId, IReadOnlyList<string>? chosen)
    {
        var project = db.Projects.Where(row => row.Id == projectId).Select(row => new { row.Task, row.State }).Single();
        if (project.State == ProjectState.Archived)
            return Adjudications.ReadOnly();
        var known = db.Labels.Where(label => label.ProjectId == projectId && label.RetiredAt == null)
            .ToDictionary(label => label.Name, label => label.Id, StringComparer.OrdinalIgnoreCase);
        var names = (chosen ?? []).Select(name => name.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Find(name => !known.ContainsKey(name)) is { } unknown)
            return Problem.Invalid("labels", $"There is no label \"{unknown}\" in this project. Choose one of its labels.");
        if (project.Task == ProjectTask.Single && names.Count != 1)
            return Problem.Invalid("labels", "Choose exactly one label.");
        return names.Select(name => known[name]).Order().ToList();
    }
}
