using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>The list of labels edited as a whole, with its entry in the history. Inside the writer only.</summary>
internal static class LabelListWrite
{
    /// <returns>What stands in the way, or null.</returns>
    public static Problem? Run(StudioDbContext db, Project project, List<Label> wanted, int? personId, DateTimeOffset now)
    {
        var mapped = db.LabelChanges.Where(change => change.ProjectId == project.Id && change.Maps && change.UndoneAt == null).Select(change => change.LabelId).ToHashSet();
        if (project.Labels.Find(label => mapped.Contains(label.Id) && wanted.Exists(input => input.Id == label.Id || input.Name.Equals(label.Name, StringComparison.OrdinalIgnoreCase))) is { } gone)
            return Problem.Conflict($"\"{gone.Name}\" was merged, split or given up. Undo that change first, or choose another name.", "labels");
        var noted = LabelEdits.Note(project.Labels);
        if (LabelChanges.Apply(project, wanted, now) is { } taken)
            return Problem.Conflict($"\"{taken}\" is the name of another label, perhaps a retired one. Choose another name.", "labels");
        db.SaveChanges();
        var edits = LabelEdits.Since(noted, project.Labels, now);
        if (edits.Count == 0)
            return null;
        var added = project.Labels.Where(label => !noted.ContainsKey(label)).Select(label => label.Id).ToHashSet();
        db.LabelChanges.Add(new LabelChange
        {
            ProjectId = project.Id,
            Kind = LabelChangeKind.Edit,
            LabelId = 0,
            Maps = false,
            Words = Words(edits, added),
            Edits = LabelEdits.Write(edits),
            Cut = 0,
            PersonId = personId,
            At = now,
        });
        return null;
    }

    private static string Words(List<LabelEdit> edits, HashSet<int> added)
    {
        var parts = new[]
        {
            Part("added", edits.Where(edit => added.Contains(edit.LabelId))),
            Part("retired", edits.Where(edit => edit.Before.RetiredAt is null && edit.After.RetiredAt is not null)),
            Part("took up again", edits.Where(edit => !added.Contains(edit.LabelId) && edit.Before.RetiredAt is not null && edit.After.RetiredAt is null)),
            Part("changed", edits.Where(edit => !added.Contains(edit.LabelId) && edit.Before.RetiredAt == edit.After.RetiredAt)),
        }.OfType<string>();
        var words = string.Join("; ", parts);
        return string.Concat(char.ToUpperInvariant(words[0]).ToString(), words.AsSpan(1));
    }

    private static string? Part(string verb, IEnumerable<LabelEdit> edits)
    {
        const int most = 5;
        var names = edits.Select(edit => edit.Before.Name == edit.After.Name ? $"“{edit.After.Name}”" : $"“{edit.Before.Name}” to “{edit.After.Name}”").ToList();
        return names.Count == 0 ? null : $"{verb} {string.Join(", ", names.Take(most))}{(names.Count > most ? $" and {names.Count - most} more" : "")}";
    }
}
