using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Annotating;

/// <summary>What the page shows around the stream, as it stands when the page is opened.</summary>
public sealed record StreamView(
    int ProjectId,
    string ProjectName,
    ProjectTask Task,
    ProjectState State,
    SuggestionMode Suggestions,
    int LeaseMinutes,
    string Guidelines,
    IReadOnlyList<StreamLabel> Labels,
    int PersonId,
    string PersonName)
{
    /// <summary>Up to this many labels stand in a grid, each with its key; more become tags with a filter.</summary>
    public const int MostInGrid = 18;

    public bool IsMulti => Task == ProjectTask.Multi;

    public bool HasPanel => Labels.Count > MostInGrid;

    /// <summary>Labels that others bring along, each with those; then the ones that stand alone.</summary>
    public IReadOnlyList<TagGroup> Groups()
    {
        var byName = Labels.ToDictionary(label => label.Name, StringComparer.OrdinalIgnoreCase);
        var heads = Labels.SelectMany(label => label.Parents.Take(1)).Where(byName.ContainsKey).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // A parent that has a parent itself stands among its siblings; only the topmost head a group.
        var tops = Labels.Where(label => heads.Contains(label.Name) && label.Parents.Count == 0).ToList();
        var groups = tops.Select(top => new TagGroup(top, [.. Labels.Where(label => label != top && Top(label, byName) == top)])).ToList();
        var grouped = groups.SelectMany(group => group.Labels.Prepend(group.Parent!)).ToHashSet();
        var rest = Labels.Where(label => !grouped.Contains(label)).ToList();
        return rest.Count == 0 ? groups : [.. groups, new TagGroup(null, rest)];
    }

    private static StreamLabel Top(StreamLabel label, Dictionary<string, StreamLabel> byName)
    {
        var top = label;
        // Parents never run in a circle: the project's labels were checked for that when they were saved.
        while (top.Parents.Count > 0 && byName.TryGetValue(top.Parents[0], out var parent))
            top = parent;
        return top;
    }
}

/// <summary>One answer.</summary>
/// <param name="Name">As people and programs know it.</param>
/// <param name="Key">The key that chooses it, or null.</param>
/// <param name="Color"><c>#rrggbb</c>, or empty for the palette's.</param>
/// <param name="Position">From 0; picks the palette's colour.</param>
/// <param name="Description">When to choose it.</param>
/// <param name="Parents">Labels it brings along.</param>
public sealed record StreamLabel(string Name, string? Key, string Color, int Position, string Description, IReadOnlyList<string> Parents);

/// <summary>Tags that stand together, beneath the label that they all bring along.</summary>
public sealed record TagGroup(StreamLabel? Parent, IReadOnlyList<StreamLabel> Labels);
