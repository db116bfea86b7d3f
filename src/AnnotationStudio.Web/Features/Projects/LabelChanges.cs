using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>From the labels that a project has to those that it should have.</summary>
internal static class LabelChanges
{
    /// <summary>
    /// Labels are known by their id or else their name: what is there is changed, what is new is added, what is missing is retired, so that old
    /// annotations keep what people said.
    /// </summary>
    /// <returns>A name that a retired label still holds, or null when all could be done.</returns>
    public static string? Apply(Project project, List<Label> wanted, DateTimeOffset now)
    {
        var byName = project.Labels.ToDictionary(label => label.Name, StringComparer.OrdinalIgnoreCase);
        var kept = new HashSet<Label>();
        foreach (var input in wanted)
        {
            byName.TryGetValue(input.Name, out var namesake);
            var label = project.Labels.Find(row => row.Id == input.Id && input.Id != 0) ?? namesake;
            if (label is null)
            {
                label = Fresh(input);
                project.Labels.Add(label);
                kept.Add(label);
                continue;
            }

            if (namesake is not null && namesake != label)
                return namesake.Name;

            (label.Name, label.Aliases, label.Parents, label.Description) = (input.Name, input.Aliases, input.Parents, input.Description);
            (label.Color, label.Hotkey, label.Position, label.RetiredAt) = (input.Color, input.Hotkey, input.Position, null);
            kept.Add(label);
        }

        foreach (var label in project.Labels.Where(label => !kept.Contains(label) && label.RetiredAt is null))
            label.RetiredAt = now;
        return null;
    }

    /// <summary>The label as a new row: an id that somebody sent along says nothing.</summary>
    public static Label Fresh(Label input) => new()
    {
        Name = input.Name,
        Aliases = input.Aliases,
        Parents = input.Parents,
        Description = input.Description,
        Color = input.Color,
        Hotkey = input.Hotkey,
        Position = input.Position,
    };
}
